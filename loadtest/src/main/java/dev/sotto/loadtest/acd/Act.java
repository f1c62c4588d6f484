package dev.sotto.loadtest.acd;

import dev.sotto.loadtest.desk.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One thing that a person does in a conversation. */
sealed interface Act {
    /** Says something. */
    record Say(String text) implements Act {}

    /**
     * Asks for a fact, if it isn't known, and listens. Notes of so many words are typed when the answer is there.
     *
     * @param expects what may come as an answer; empty when anything may
     */
    record Ask(String fact, String text, List<String> expects, int note) implements Act {}

    /** Does something that half of such times take {@code median} for: looks up, opens, enters. */
    record Work(String name, Duration median) implements Act {}

    /** Thinks, decides, presses a key, and goes on with what belongs to the decision. */
    record Decide(String point, Kind kind, List<Way> ways) implements Act {
        /** For an approval and an instruction, the first way is yes and the second one no. */
        public Decide {
            ways = List.copyOf(ways);
        }
    }

    /** What is done after a decision. */
    record Way(String label, List<Act> acts) {
        public Way {
            acts = List.copyOf(acts);
        }
    }

    /** Enters something in the shop's system, by POST. {@code {fact}} in path and values is filled in. */
    record Book(String path, Map<String, String> with) implements Act {}

    /** The caller has been told the outcome. */
    record Resolved() implements Act {}

    /** Everything that may be said. */
    default Stream<String> phrases() {
        if (this instanceof Say say) {
            return Stream.of(say.text());
        }
        if (this instanceof Ask ask) {
            return Stream.of(ask.text());
        }
        return this instanceof Decide decide
                ? decide.ways().stream().flatMap(way -> way.acts().stream()).flatMap(Act::phrases)
                : Stream.empty();
    }
}
