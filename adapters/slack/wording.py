"""What the adapter itself says, where the core has no word: pointers, refusals, privacy, App Home."""

NOT_KEPT = (
    "I couldn't save that just now, so I haven't acted on it. Please try it again in a minute. "
    "Nothing else of our conversation is lost."
)
NOT_KEPT_STAFF = "That could not be saved just now, so nothing was done and nothing was sent. Please try again."
WHO = "Slack doesn't tell me just now who you are, so nothing was done. Please try again in a minute."
OLD_BUTTON = "That button is from another time and no longer does anything. Send me a message and I'll look."
GOES_ON_IN_DM = "I've answered you in private, in our direct message: {link}. Nobody else can read it."
HERE_BELOW = "On it: the answer comes right here."
REPORTED = (
    "Thank you. I've passed that message on to the people who look after security; I've told you more in private."
)
HELPING = "I've taken that message along: let's go on in our direct message, {link}. Nobody else can read it."
NOT_IN_A_THREAD = "That message is in no case's thread. Use *Send to customer* on your own words in one."
NO_WORDS = "That message has no words I could send."
FILES_STAY = "Its files were not sent: post them in the thread yourself, or use a link."
PRIVACY = (
    "**What is kept, and how to have it removed**\n\n"
    "- What you write to me, my answers and the files you send, so that a colleague who takes over has the story.\n"
    "- Your Slack name and id, and, once you proved it with a code, which customer of the shop you are.\n"
    "- Confirmations of refunds and changes, which you can read with `/{command} messages` or on my Home tab.\n"
    "- Card numbers, passwords and codes are hidden before anything is stored.\n\n"
    "Nothing is sold or used to train a language model. When a person helps you, the shop's support team reads "
    "this conversation.\n\n"
    "To have all of it as a file, or to have it erased, ask for a person (`/{command} human`): an admin of the shop's "
    "support does it for you."
)
HELP_CUSTOMER = (
    "**What you can type**\n\n"
    "- `/{command} help`: what I can help with\n"
    "- `/{command} track [order]`: where an order is\n"
    "- `/{command} refund [order]`: money back, or where a refund stands\n"
    "- `/{command} messages`: the confirmations kept for you\n"
    "- `/{command} privacy`: what is kept about you\n"
    "- `/{command} human`: talk to a person\n\n"
    "Or just write to me in a direct message."
)
HELP_STAFF = (
    "Slack takes no commands in threads: use the buttons there, *Send to customer* and *Add note* in a message's menu, "
    "or mention me in this channel."
)
HOME_TITLE = "How can I help?"
HOME_LEAD = (
    "I'm the shop's automated assistant. Write to me on the *Messages* tab, or press what it is about; "
    "a person is one press away."
)
HOME_ANSWERED = "I've answered you on the **Messages** tab."
HOME_CASE = "**Your case #{number}** {standing}."
HOME_POLICY = "What the shop allows"
SHARED_WITH_OTHERS = (
    "**{channel} is shared with another organisation now.** Cases are for your team alone, so I show no new ones here. "
    "Run `/{command} setup` with another channel as `staff`, or end the sharing."
)
BROKEN = "That did not work, and the operator's log says why. Please try again."
