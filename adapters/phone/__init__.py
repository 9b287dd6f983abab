"""The telephone: staff dial themselves, as long as no telephone system is plugged in here."""

from adapters.phone.staff_dial import StaffDial

__all__ = ["StaffDial"]
