package dev.sotto.orchestrator.message;

import java.util.List;

/** Conversations that live at one orchestrator. */
public record ConversationList(List<ConversationView> conversations) {}
