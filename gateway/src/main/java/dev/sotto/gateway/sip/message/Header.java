package dev.sotto.gateway.sip.message;

/** One header field: its name in canonical spelling where it is a known one, its value unfolded and trimmed. */
public record Header(String name, String value) {}
