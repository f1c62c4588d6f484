package dev.sotto.orchestrator.broker;

import dev.sotto.orchestrator.consult.AnswerOutcome;
import java.time.Duration;

/** What the broker tells whoever measures it; called on its context. */
public interface BrokerMeters {
    BrokerMeters NONE = new BrokerMeters() {
        @Override
        public void offered(Duration sinceAsked) {}

        @Override
        public void answered(AnswerOutcome outcome, Duration untilDurable) {}

        @Override
        public void expired() {}

        @Override
        public void open(int cards) {}

        @Override
        public void delivered(int tries) {}

        @Override
        public void approved(Duration sinceOffered) {}

        @Override
        public void paused(String reason) {}
    };

    /** A card was shown to its first agent. */
    void offered(Duration sinceAsked);

    /** An agent has been told what became of their answer. */
    void answered(AnswerOutcome outcome, Duration untilDurable);

    /** Nobody answered in time. */
    void expired();

    void open(int cards);

    /** A conversation acknowledged an answer or an expiry. */
    void delivered(int tries);

    /** A card did not wait for the memory any longer. */
    default void memoryLate() {}

    /** A card went out without the memory. */
    default void memoryFailed() {}

    /** An agent approved what had been before them for so long. */
    void approved(Duration sinceOffered);

    /** An agent was given a pause. {@code reason}: wrap_up or attention. */
    void paused(String reason);
}
