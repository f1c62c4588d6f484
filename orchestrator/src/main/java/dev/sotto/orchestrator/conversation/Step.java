package dev.sotto.orchestrator.conversation;

import java.util.List;

/** The machine's answer to an event: the conversation as it is now and what has to be done. */
public record Step(Conversation next, List<Effect> effects) {}
