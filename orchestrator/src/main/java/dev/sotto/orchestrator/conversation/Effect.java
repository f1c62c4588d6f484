package dev.sotto.orchestrator.conversation;

import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.WithdrawReason;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the machine wants done. The runner does it and reports back with an {@link Event} where one is named. */
public sealed interface Effect {
    /** True when the cause must be in the journal before this happens: it reaches beyond the talk itself. */
    default boolean durableFirst() {
        return true;
    }

    /** Understand this; answer: {@link Event.Understood}. */
    record Interpret(long turn, String text, double confidence, Focus focus) implements Effect {
        @Override
        public boolean durableFirst() {
            return false;
        }
    }

    /** As {@link Interpret}, without the model: it was tried and can't be used. */
    record InterpretLocally(long turn, String text, double confidence, Focus focus) implements Effect {
        @Override
        public boolean durableFirst() {
            return false;
        }
    }

    /** Let the model go on, because something came of what it wanted; answer: {@link Event.ModelAsked} and its followers. */
    record Generate(String reason) implements Effect {
        @Override
        public boolean durableFirst() {
            return false;
        }
    }

    /** What this generation still produces is not wanted. */
    record DropGeneration(String generation) implements Effect {
        @Override
        public boolean durableFirst() {
            return false;
        }
    }

    /** Say a line of the transcript to the customer. {@code cause}: why it may be said, for the journal's reader. */
    record Speak(TranscriptLine line, boolean interruptible, String cause) implements Effect {
        @Override
        public boolean durableFirst() {
            return false;
        }
    }

    /** Finish the sentence that is being said, and leave out what follows it: something better is there. */
    record Yield() implements Effect {
        @Override
        public boolean durableFirst() {
            return false;
        }
    }

    record StopSpeaking() implements Effect {
        @Override
        public boolean durableFirst() {
            return false;
        }
    }

    /** What is likely to come from the customer next; {@code sensitive}: it is not to be recorded. */
    record Expect(Expecting expecting, int digits, boolean sensitive) implements Effect {
        Expect(Expecting expecting, int digits) {
            this(expecting, digits, false);
        }

        @Override
        public boolean durableFirst() {
            return false;
        }
    }

    /** Ask a person; answers: {@link Event.GuidanceNoted}, then seen, answered or expired. */
    record RequestGuidance(GuidanceRequest request) implements Effect {}

    /** A request that was only drafted is asked in earnest now, with these facts; it keeps its id. */
    record PromoteGuidance(GuidanceRequest request) implements Effect {}

    record WithdrawGuidance(String guidanceId, WithdrawReason reason) implements Effect {}

    /**
     * Call a tool; answer: {@link Event.ToolReturned}.
     *
     * @param token a person's approval, for a gated tool
     * @param rule or the task file's own rule that lets it run without a person
     */
    record CallTool(
            String callId,
            String tool,
            Map<String, Object> with,
            @Nullable String token,
            @Nullable String rule) implements Effect {
        /** Without arguments and token: it may end up in a log. */
        @Override
        public String toString() {
            return "CallTool[" + callId + ", " + tool + "]";
        }
    }

    /**
     * Take back what a request's answer granted, unless a call has used it: a fact has changed, the customer has corrected
     * something. A call that comes later is refused with {@code reason}.
     */
    record VoidApproval(String guidanceId, String reason) implements Effect {}

    /** Word a person's instruction; answer: {@link Event.Worded}. */
    record Word(String guidanceId, String instruction, String question) implements Effect {}

    /** End the call or chat once everything is said. */
    record HangUp(String termination) implements Effect {}

    /**
     * Remember that somebody is to be called, and go on with the task there; answer: {@link Event.CallPromised}. Idempotent by
     * {@code promise}.
     *
     * @param promise the request that nobody answered
     * @param to whom
     * @param about what to say that it is about
     */
    record PromiseCall(String promise, String to, String task, String point, String about, Map<String, Object> values)
            implements Effect {
        public PromiseCall {
            values = Map.copyOf(values);
        }

        /** Without what the customer said: it may end up in a log. */
        @Override
        public String toString() {
            return "PromiseCall[" + promise + "]";
        }
    }

    /** The time to call has come. Idempotent; answer: {@link Event.Reached}, or the end. */
    record PlaceCall(String reason) implements Effect {}

    /**
     * @param literal the target stands in the task file as it is
     * @param headers for whoever takes the call
     */
    record Transfer(String target, boolean literal, Map<String, String> headers) implements Effect {}

    /** A sentence was kept back because its claim has no cause in the journal. */
    record SentenceBlocked(String text) implements Effect {}
}
