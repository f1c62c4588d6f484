package dev.sotto.orchestrator.message;

import dev.sotto.orchestrator.consult.AudioSpan;
import dev.sotto.orchestrator.consult.GuidanceAnswer;
import dev.sotto.orchestrator.conversation.Channel;
import dev.sotto.orchestrator.conversation.LineQuality;
import dev.sotto.orchestrator.conversation.Source;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What reaches a conversation. Sent to {@link Addresses#orchestratorOf}. */
public sealed interface ToConversation {
    String conversationId();

    /**
     * A call was answered or a chat opened. Reply: {@link Ok} when it is durable.
     *
     * @param edge bus address where {@link ToEdge} messages go
     * @param variables known from the edge: {@code caller}, {@code called}, {@code task}
     * @param resume chat only: the secret it can be resumed with
     */
    record Begin(
            String conversationId,
            Channel channel,
            String edge,
            Map<String, String> variables,
            @Nullable String resume,
            Instant at)
            implements ToConversation {}

    /** A chat visitor is back (perhaps after a restart): where words go now. Reply: {@link ConversationView}, or {@link NoSuchConversation}. */
    record Attach(String conversationId, String edge, Instant at) implements ToConversation {}

    /**
     * The customer said something. Reply: {@link Ok} when it is durable; a message id that was seen before is acknowledged
     * again and does nothing.
     *
     * @param messageId the client's id of a chat message; null on voice
     * @param audio where in the call's sound the words are; null in chat
     * @param endedAt when the words themselves ended (not when that was decided)
     */
    record UtteranceHeard(
            String conversationId,
            String text,
            double confidence,
            Source source,
            @Nullable String messageId,
            @Nullable AudioSpan audio,
            Instant endedAt)
            implements ToConversation {}

    /** Voice: the caller started to speak. */
    record SpeechStarted(String conversationId, Instant at) implements ToConversation {}

    /** Voice: there was sound, but no words: whatever it interrupted may go on. */
    record NothingUnderstood(String conversationId, Instant at) implements ToConversation {}

    /**
     * Voice: something we said has ended. {@code heard}: the words whose sound went out; {@code audio}: where in the call's
     * sound they are, null when there was none.
     */
    record SpeechFinished(
            String conversationId,
            long speechId,
            boolean completed,
            String heard,
            @Nullable AudioSpan audio,
            Instant at)
            implements ToConversation {}

    /** Voice: how much silence the caller has heard while it was our turn, by energy on the wire; told now and then. */
    record SilenceMeasured(String conversationId, CallerSilence silence) implements ToConversation {}

    /** Voice: such a silence passes its limit; {@code during} says what it was for: {@code reply, speech, thinking, tool, consult}. */
    record SilenceHeard(String conversationId, long millis, String during, Instant at) implements ToConversation {}

    /** Voice: the caller has put us on hold, or is back: what is said meanwhile reaches nobody. */
    record Hold(String conversationId, boolean on, Instant at) implements ToConversation {}

    /**
     * Voice: the call's figures, at its end.
     *
     * @param talkMillis our sound
     * @param heardMillis the caller's speech
     */
    record CallMeasured(
            String conversationId,
            CallerSilence silence,
            long talkMillis,
            long heardMillis,
            LineQuality line,
            Instant at)
            implements ToConversation {}

    /** Voice: {@code what} happened to the call's recording ({@code began, paused, resumed, ended}), {@code millis} into the call. */
    record RecordingChanged(String conversationId, String what, long millis, Instant at) implements ToConversation {}

    /** The edge could not move the call to {@code target}: the customer is still here. */
    record TransferFailed(String conversationId, String target, Instant at) implements ToConversation {}

    /**
     * A call of ours goes on with what another conversation has promised. Reply: {@link Ok} when it is durable; idempotent.
     *
     * @param carried as {@link ToCalls.Promise} brought it
     */
    record TakeUp(String conversationId, String carried, Instant at) implements ToConversation {
        /** Without what the customer said: it may end up in a log. */
        @Override
        public String toString() {
            return "TakeUp[" + conversationId + "]";
        }
    }

    /** Our call was answered, by a {@code person} or a {@code machine}: now it is our turn. */
    record Reached(String conversationId, String by, Instant at) implements ToConversation {}

    /**
     * What came of a call that this conversation has promised, for its journal, even when it is over. Reply: {@link Ok} when it
     * is durable.
     *
     * @param outcome {@code reached}, or the termination of {@code conversation}
     */
    record CallBackEnded(String conversationId, String conversation, String outcome, Instant at)
            implements ToConversation {}

    /** The call or chat is over; {@code termination} says why. */
    record Gone(String conversationId, String termination, Instant at) implements ToConversation {}

    /** From the broker: a person's decision, already durable. Reply: {@link Ok} when the conversation has journalled it. */
    record GuidanceAnswered(
            String conversationId,
            String guidanceId,
            GuidanceAnswer answer,
            @Nullable String token) implements ToConversation {
        /** Without text and token: it may end up in a log. */
        @Override
        public String toString() {
            return "GuidanceAnswered[" + guidanceId + "]";
        }
    }

    /** From the broker: nobody answered in time; already durable. Reply: {@link Ok} when journalled. */
    record GuidanceExpired(String conversationId, String guidanceId, Instant at) implements ToConversation {}

    /** From the broker: an agent has the card on screen or has accepted it. */
    record GuidanceSeen(String conversationId, String guidanceId, String agent, boolean accepted, Instant at)
            implements ToConversation {}

    /** From the broker: how many could answer a request now, and how many who could are at their desks, has changed. */
    record GuidanceStaffed(String conversationId, String guidanceId, int availableAgents, int presentAgents, Instant at)
            implements ToConversation {}

    /** From the broker: an agent is writing an answer; told once in a while, not per key. */
    record GuidanceTyped(String conversationId, String guidanceId, String agent, Instant at)
            implements ToConversation {}

    /**
     * A person's words for the customer while they have taken over, or an unasked instruction for the assistant.
     * Reply: {@link Ok} or {@link Refused}.
     */
    record AgentSaid(String conversationId, String agent, String text, boolean whisper, Instant at)
            implements ToConversation {}

    /** An agent takes the conversation over unasked. Reply: {@link Ok} or {@link Refused}. */
    record TakeOver(String conversationId, String agent, Instant at) implements ToConversation {}

    /** An agent gives the conversation back to the assistant. Reply: {@link Ok} or {@link Refused}. */
    record HandBack(String conversationId, String agent, Instant at) implements ToConversation {}

    /** Reply: {@link ConversationView}, or {@link NoSuchConversation} when it doesn't live here. */
    record Read(String conversationId) implements ToConversation {}
}
