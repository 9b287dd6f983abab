"""What one commit changes, as plain data: rows, and the guards they carry.

A row class names its table and key; its fields are its columns (str, int, float, bool,
None). The store knows how to write any row of any room, so a new table needs a row
class and a migration and nothing else. Moments are integers: microseconds since 1970,
UTC, so that they sort and compare in every database.

Three ways of writing, told by the row class:
- rows with a `version` field are compared and set: version 1 is inserted, version n
  replaces n - 1; anything else in the table makes the whole commit STALE;
- rows with `once = True` are only ever inserted; a key or unique index that is taken
  makes the commit STALE;
- all others are put: inserted, or replaced by their key.
"""

from bot.writes.kept import AuditRow, BindingRow, CodeRow, ConfirmationRow, ConsentRow, SettingRow
from bot.writes.row import EPOCH, UNREADABLE, Row, Scalar, micros, moment, new_key
from bot.writes.talk import ConversationRow, InboxRow, MessageRow, OutboxRow, TimerRow
from bot.writes.unit import Change, Committed, Erasure, Snapshot, StoreUnavailable, Writes

__all__ = [
    "EPOCH",
    "UNREADABLE",
    "AuditRow",
    "BindingRow",
    "Change",
    "CodeRow",
    "Committed",
    "ConfirmationRow",
    "ConsentRow",
    "ConversationRow",
    "Erasure",
    "InboxRow",
    "MessageRow",
    "OutboxRow",
    "Row",
    "Scalar",
    "SettingRow",
    "Snapshot",
    "StoreUnavailable",
    "TimerRow",
    "Writes",
    "micros",
    "moment",
    "new_key",
]
