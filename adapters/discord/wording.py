"""What the adapter itself says, where the core has no word: pointers, refusals, privacy."""

NOT_KEPT = (
    "I couldn't save that just now, so I haven't acted on it. Please send it again in a minute. "
    "Nothing else of our conversation is lost."
)
NOT_KEPT_STAFF = "That could not be saved just now, so nothing was done and nothing was sent. Please try again."
OLD_BUTTON = "That button is from another time and no longer does anything. Send me a message and I'll look."
GOES_ON_IN_DM = (
    "I've answered you in our private chat: {link}. Nobody else can read it.\n"
    "Where your privacy settings keep my messages out, it comes right here, and only you can see it."
)
HERE_ALONE = "On it: the answer comes right here, and only you can see it."
PRESS_PANEL = (
    "I can't send you private messages. Press a button on the support panel in {panel}, or type `/messages`: "
    "what I have for you comes right there, and only you can see it."
)
USE_COMMAND = (
    "I can't send you private messages. Type `/messages` here: what I have for you comes right below, "
    "and only you can see it."
)
HERE_BELOW = "On it: the answer comes right here."
REPORTED = (
    "Thank you. I've passed that message on to the people who look after security; I've told you more in private."
)
PRIVACY = (
    "**What is kept, and how to have it removed**\n\n"
    "- What you write to me, my answers and the files you send, so that a colleague who takes over has the story.\n"
    "- Your Discord name and id, and, once you proved it with a code, which customer of the shop you are.\n"
    "- Confirmations of refunds and changes, which you can read with `/messages`.\n"
    "- Card numbers, passwords and codes are hidden before anything is stored.\n\n"
    "Nothing is sold or used to train a language model. When a person helps you, the shop's support team reads "
    "this conversation.\n\n"
    "To have all of it as a file, or to have it erased, ask for a person (`/human`): an admin of the shop's support "
    "does it for you."
)
NO_CONTENT = (
    "I can't read what is typed in threads here: the **Message Content** intent is off. "
    "To answer a customer use **Reply** on the card, `/case reply`, *Send to customer* in a message's menu, "
    "or mention me in front of your words. An admin can switch the intent on in Discord's developer portal."
)
WRITE_TITLE = "Write to us"
WRITE_LABEL = "What can we help with?"
PANEL = (
    "**Need help with an order?**\n"
    "Press what it is about. The answer comes in private; nobody here can see it. "
    "I'm the shop's automated assistant, and a person is one press away."
)
