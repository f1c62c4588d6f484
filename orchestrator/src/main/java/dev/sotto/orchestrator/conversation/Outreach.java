package dev.sotto.orchestrator.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a conversation has to do with calls of ours: those that it has promised, and the one that it is.
 *
 * @param promises calls that were promised and that nobody has taken on yet
 * @param held a person's approval that waits until the one who was called back says that we may go on
 * @param reachedAt when somebody answered our call; null while it rings, and for who called us
 */
public record Outreach(
        List<Effect.PromiseCall> promises,
        Event.@Nullable GuidanceAnswered held,
        @Nullable Instant reachedAt) {
    static final Outreach NONE = new Outreach(List.of(), null, null);

    public Outreach {
        promises = List.copyOf(promises);
    }

    Outreach promised(Effect.PromiseCall promise) {
        List<Effect.PromiseCall> more = new ArrayList<>(promises);
        more.add(promise);
        return new Outreach(more, held, reachedAt);
    }

    /** Somebody else remembers it from now on. */
    Outreach takenOn(String promise) {
        List<Effect.PromiseCall> rest = promises.stream()
                .filter(other -> !other.promise().equals(promise))
                .toList();
        return new Outreach(rest, held, reachedAt);
    }

    Outreach holding(Event.@Nullable GuidanceAnswered answer) {
        return new Outreach(promises, answer, reachedAt);
    }

    Outreach reached(Instant at) {
        return new Outreach(promises, held, at);
    }
}
