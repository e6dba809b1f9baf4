"""How right callprobe is: its findings compared with truth somebody else laid down."""
