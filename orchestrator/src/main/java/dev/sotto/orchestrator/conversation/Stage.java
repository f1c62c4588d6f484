package dev.sotto.orchestrator.conversation;

/**
 * Who serves the customer.
 *
 * <pre>
 * Reaching --somebody answers our call--> Serving
 *
 *            take-over                 hand-back
 * Serving ---------------> WithAgent ------------> Serving
 *    | goodbye said
 *    v
 * Leaving ---+
 *            |  customer left
 * any -------+-------------> Ended
 * </pre>
 */
public sealed interface Stage {
    default boolean ended() {
        return false;
    }

    /** The customer is gone: nothing follows. */
    default Ended toEnded(String termination) {
        return new Ended(termination);
    }

    /** We are calling: nobody has answered yet, nothing is said. */
    record Reaching() implements Stage {
        public Serving toServing() {
            return new Serving();
        }
    }

    /** The assistant talks. */
    record Serving() implements Stage {
        public WithAgent toAgent(String agent) {
            return new WithAgent(agent);
        }

        public Leaving toLeaving(String termination) {
            return new Leaving(termination);
        }
    }

    /** A person has taken over; the assistant is silent. */
    record WithAgent(String agent) implements Stage {
        public Serving toServing() {
            return new Serving();
        }

        /** Another person takes it. */
        public WithAgent toAgent(String next) {
            return new WithAgent(next);
        }
    }

    /** Goodbye has been said, or is being said. */
    record Leaving(String termination) implements Stage {}

    record Ended(String termination) implements Stage {
        @Override
        public boolean ended() {
            return true;
        }

        @Override
        public Ended toEnded(String other) {
            return this;
        }
    }
}
