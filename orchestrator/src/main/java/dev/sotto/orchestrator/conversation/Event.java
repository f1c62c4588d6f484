package dev.sotto.orchestrator.conversation;

import dev.sotto.orchestrator.consult.AudioSpan;
import dev.sotto.orchestrator.consult.GuidanceAnswer;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happened to a conversation. Everything that the machine knows comes in by one of these; they are the journal. */
public sealed interface Event {
    Instant at();

    /** The conversation begins. {@code fingerprint}: of the playbook that serves it. */
    record Began(Channel channel, Map<String, String> variables, String fingerprint, Instant at) implements Event {}

    /**
     * {@code endedAt}: when the words themselves ended; silence is counted from there. {@code audio}: where in the call's
     * sound they are, null in chat.
     */
    record CustomerSaid(
            String text,
            double confidence,
            Source source,
            @Nullable String messageId,
            @Nullable AudioSpan audio,
            Instant endedAt,
            Instant at)
            implements Event {}

    /** The assistant has understood turn {@code turn}; ignored when that turn is no longer waited for. */
    record Understood(long turn, Interpretation interpretation, Instant at) implements Event {}

    /**
     * A language model was asked to answer {@code turn}, or to tell of a result (0). {@code prompt}: version of the prompt's
     * template and of what it was filled with.
     */
    record ModelAsked(String generation, long turn, String model, String prompt, Instant at) implements Event {}

    /** The model is slow to begin. */
    record ModelSlow(String generation, Instant at) implements Event {}

    /** The model's {@code n}th sentence, from 1. */
    record ModelSaid(String generation, int n, String text, Instant at) implements Event {}

    /**
     * The model wants a function called. {@code arguments} are read, typed and checked; {@code problem} says why it can't be
     * done and is empty when nothing is wrong.
     */
    record ModelWants(
            String generation,
            String callId,
            String function,
            Map<String, Object> arguments,
            String problem,
            Instant at)
            implements Event {}

    /** The model's answer is complete. Tokens are 0 where the endpoint does not count them. */
    record ModelDone(String generation, long tokensIn, long tokensOut, Instant at) implements Event {}

    /** The model's answer ended before it was complete. */
    record ModelFailed(String generation, String reason, Instant at) implements Event {}

    /**
     * A call of ours takes up what the conversation {@code from} promised: the task {@code task} at its consult point
     * {@code point}, with all that it knew.
     */
    record TakenUp(String from, String task, String point, Map<String, Object> values, Instant at) implements Event {
        public TakenUp {
            values = Map.copyOf(values);
        }

        /** Without what the customer said: it may end up in a log. */
        @Override
        public String toString() {
            return "TakenUp[" + from + ", " + task + ", " + point + "]";
        }
    }

    /** Our call was answered; {@code by}: {@code person} or {@code machine}. */
    record Reached(String by, Instant at) implements Event {}

    /** The call that was promised as {@code promise} will be {@code conversation}: that is durable. */
    record CallPromised(String promise, String conversation, Instant at) implements Event {}

    /** What came of a promised call; {@code outcome}: {@code reached}, or the termination of {@code conversation}. */
    record CallBackEnded(String conversation, String outcome, Instant at) implements Event {}

    record SpeechStarted(Instant at) implements Event {}

    /** Sound, but no words. */
    record NothingUnderstood(Instant at) implements Event {}

    /**
     * Something we said has ended; {@code heard} are the words whose sound went out, {@code audio} where in the call's sound
     * they are.
     */
    record SpeechFinished(
            long line,
            boolean completed,
            String heard,
            @Nullable AudioSpan audio,
            Instant at) implements Event {
        public SpeechFinished(long line, boolean completed, String heard, Instant at) {
            this(line, completed, heard, null, at);
        }
    }

    /**
     * While it was our turn, the caller has heard nothing for {@code millis}, by energy on the wire; once for each silence that
     * passes the limit. {@code during}: what they waited for.
     */
    record SilenceHeard(long millis, String during, Instant at) implements Event {}

    /** The caller has put us on hold: nobody listens. */
    record Held(Instant at) implements Event {}

    /** The caller is back from a hold. */
    record Resumed(Instant at) implements Event {}

    /** The call's recording began, was paused, resumed or ended, {@code millis} into the call; for the record only. */
    record RecordingChanged(String what, long millis, Instant at) implements Event {}

    /**
     * The call's figures, before {@link CustomerLeft}: silence that the caller heard while it was our turn, our sound, their
     * speech, the line (null in journals that are older than this figure).
     */
    record CallMeasured(
            long longestSilenceMillis,
            long totalSilenceMillis,
            long silencesOverLimit,
            long talkMillis,
            long heardMillis,
            @Nullable LineQuality line,
            Instant at)
            implements Event {}

    /** A tool has answered. */
    record ToolReturned(String callId, ToolOutcome outcome, Map<String, Object> value, String reason, Instant at)
            implements Event {}

    /**
     * A request is durable. {@code availableAgents} people could answer now; {@code presentAgents} are at their desks, free
     * or not.
     */
    record GuidanceNoted(String guidanceId, int availableAgents, int presentAgents, Instant at) implements Event {}

    /** A person has it on screen, or has taken it ({@code accepted}). */
    record GuidanceSeen(String guidanceId, String agent, boolean accepted, Instant at) implements Event {}

    /** A person is writing an answer. */
    record GuidanceTyped(String guidanceId, String agent, Instant at) implements Event {}

    /** A person has decided; {@code token} opens the gated tool when it was an approval. */
    record GuidanceAnswered(
            String guidanceId,
            GuidanceAnswer answer,
            @Nullable String token,
            Instant at) implements Event {
        /** Without text and token: it may end up in a log. */
        @Override
        public String toString() {
            return "GuidanceAnswered[" + guidanceId + ", " + answer.answer() + "]";
        }
    }

    record GuidanceExpired(String guidanceId, Instant at) implements Event {}

    /** A person's instruction in the assistant's words. */
    record Worded(String guidanceId, String text, Instant at) implements Event {}

    /** {@code whisper}: for the assistant to work in; else said to the customer by the person who has taken over. */
    record AgentSaid(String agent, String text, boolean whisper, Instant at) implements Event {}

    record TookOver(String agent, Instant at) implements Event {}

    record HandedBack(String agent, Instant at) implements Event {}

    /** The call could not be moved to {@code target}. */
    record TransferFailed(String target, Instant at) implements Event {}

    record CustomerLeft(String termination, Instant at) implements Event {}

    /** Time has passed: {@link Conversation#wakeAt} has come. */
    record Ticked(Instant at) implements Event {}

    /** The process was started again; what was under way is asked for once more. */
    record Restarted(Instant at) implements Event {}
}
