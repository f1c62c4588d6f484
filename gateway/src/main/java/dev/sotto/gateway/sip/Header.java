package dev.sotto.gateway.sip;

/** One header field: its name in canonical spelling where it is a known one, its value unfolded and trimmed. */
record Header(String name, String value) {}
