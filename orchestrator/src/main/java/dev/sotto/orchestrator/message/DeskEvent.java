package dev.sotto.orchestrator.message;

import dev.sotto.orchestrator.conversation.TranscriptLine;
import org.jspecify.annotations.Nullable;

/** What desks are told; published at {@link Addresses#deskEvents}. */
public sealed interface DeskEvent {
    /** A card for one agent. */
    record GuidanceOffered(String agent, ToDesk.GuidanceView guidance) implements DeskEvent {}

    /** A request's state has changed, for everyone. */
    record GuidanceChanged(ToDesk.GuidanceView guidance) implements DeskEvent {}

    /** A conversation began, changed its task or phase, or ended. The transcript in it is empty. */
    record ConversationChanged(ConversationView conversation) implements DeskEvent {}

    /** Somebody said something. On voice the same number may come again with the words that were really heard. */
    record TurnAdded(String conversationId, TranscriptLine line) implements DeskEvent {}

    /** What a caller is saying right now; will change. */
    record PartialHeard(String conversationId, String text) implements DeskEvent {}

    /** A caller hears nothing of us while it is our turn; at most once a second. {@code nowMillis} 0: not any more. */
    record SilenceChanged(String conversationId, long nowMillis, long longestMillis) implements DeskEvent {}

    record PresenceChanged(ToDesk.AgentView agent, @Nullable String reason) implements DeskEvent {}
}
