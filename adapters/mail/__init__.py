"""Mail: over SMTP, or into a folder where nothing is set up."""

from adapters.mail.folder import FolderMail, Kept
from adapters.mail.letters import Letter, mail_code
from adapters.mail.message import MailRefused, MailUnavailable
from adapters.mail.postman import Mail, Postman
from adapters.mail.smtp import SmtpMail

__all__ = [
    "FolderMail",
    "Kept",
    "Letter",
    "Mail",
    "MailRefused",
    "MailUnavailable",
    "Postman",
    "SmtpMail",
    "mail_code",
]
