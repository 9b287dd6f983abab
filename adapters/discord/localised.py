"""Commands' names in the languages of people's Discord; what is not listed keeps its English name."""

from discord import Locale
from discord.app_commands import TranslationContextLocation, TranslationContextTypes, Translator, locale_str

NAMES: dict[Locale, dict[str, str]] = {
    Locale.german: {
        "case": "fall",
        "help": "hilfe",
        "track": "sendung",
        "refund": "erstattung",
        "messages": "nachrichten",
        "privacy": "datenschutz",
        "human": "mensch",
        "Send to customer": "An Kundschaft senden",
        "Report phishing": "Phishing melden",
    },
    Locale.french: {
        "case": "dossier",
        "help": "aide",
        "track": "suivi",
        "refund": "remboursement",
        "privacy": "confidentialité",
        "human": "conseiller",
        "Send to customer": "Envoyer au client",
        "Report phishing": "Signaler un hameçonnage",
    },
    Locale.spain_spanish: {
        "case": "caso",
        "support": "soporte",
        "help": "ayuda",
        "track": "envío",
        "refund": "reembolso",
        "messages": "mensajes",
        "privacy": "privacidad",
        "human": "persona",
        "Send to customer": "Enviar al cliente",
        "Report phishing": "Denunciar phishing",
    },
}
NAMED = (TranslationContextLocation.command_name, TranslationContextLocation.group_name)


class Names(Translator):
    """Gives commands and groups their names; the desk's verbs, options and helps stay English."""

    async def translate(self, string: locale_str, locale: Locale, context: TranslationContextTypes) -> str | None:
        """Only what stands at the top of a menu is translated: verbs are quoted in what the bot says."""
        if context.location not in NAMED or getattr(context.data, "parent", None) is not None:
            return None
        return NAMES.get(locale, {}).get(string.message)
