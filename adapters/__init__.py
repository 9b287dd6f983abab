"""Every touch of the outside world: platforms, web, store, shop, mail, telephone, settings, command line."""
