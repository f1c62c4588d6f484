package dev.sotto.orchestrator.conversation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A language model's share in the conversation. Empty where none is configured; the machine never asks which it is.
 *
 * @param count how many generations there have been
 * @param current the one that is being produced, or null
 * @param requested true from {@link Effect.Generate} until it has begun
 * @param rounds generations since the customer or a person last said something
 * @param exchanges functions that were called, oldest first
 * @param rechecks approvals whose facts are being looked up again
 * @param granted gated tools that a person or a file's rule has allowed and that were not asked for again since
 * @param effected tools that changed something with success and were not asked for again since
 */
public record ModelTalk(
        long count,
        @Nullable Generation current,
        boolean requested,
        int rounds,
        List<Exchange> exchanges,
        List<ModelRecheck> rechecks,
        Set<String> granted,
        Set<String> effected) {
    static final ModelTalk NONE = new ModelTalk(0, null, false, 0, List.of(), List.of(), Set.of(), Set.of());

    /** Older ones are in the journal. */
    private static final int EXCHANGES = 60;

    /** The id that the next generation must have. */
    public String nextId(String conversationId) {
        return conversationId + "-m" + (count + 1);
    }

    /** True while the customer waits for it or for what it began. */
    boolean busy() {
        return current != null
                || requested
                || !rechecks.isEmpty()
                || exchanges.stream().anyMatch(Exchange::running)
                || due();
    }

    /** True when the model must be told what came of something. */
    boolean due() {
        return exchanges.stream().anyMatch(Exchange::untold);
    }

    ModelTalk begun(Generation generation) {
        return new ModelTalk(count + 1, generation, false, rounds + 1, exchanges, rechecks, granted, effected);
    }

    ModelTalk current(@Nullable Generation generation) {
        return new ModelTalk(count, generation, requested, rounds, exchanges, rechecks, granted, effected);
    }

    ModelTalk requesting(boolean next) {
        return new ModelTalk(count, current, next, rounds, exchanges, rechecks, granted, effected);
    }

    ModelTalk freshRounds() {
        return rounds == 0 ? this : new ModelTalk(count, current, requested, 0, exchanges, rechecks, granted, effected);
    }

    ModelTalk add(Exchange exchange) {
        List<Exchange> more = new ArrayList<>(exchanges);
        more.add(exchange);
        if (more.size() > EXCHANGES) {
            more.stream().filter(Exchange::told).findFirst().ifPresent(more::remove);
        }
        return exchanges(more);
    }

    ModelTalk replace(Exchange was, Exchange next) {
        return each(exchange -> exchange == was ? next : exchange);
    }

    ModelTalk remove(Exchange exchange) {
        return exchanges(exchanges.stream().filter(other -> other != exchange).toList());
    }

    ModelTalk each(UnaryOperator<Exchange> change) {
        return exchanges(exchanges.stream().map(change).toList());
    }

    private ModelTalk exchanges(List<Exchange> next) {
        return new ModelTalk(count, current, requested, rounds, List.copyOf(next), rechecks, granted, effected);
    }

    /** Looks the facts of an approval up again, or what is left of them. */
    ModelTalk check(ModelRecheck recheck) {
        List<ModelRecheck> more = new ArrayList<>(checked(recheck.guidanceId()).rechecks);
        more.add(recheck);
        return new ModelTalk(count, current, requested, rounds, exchanges, List.copyOf(more), granted, effected);
    }

    ModelTalk checked(String guidanceId) {
        List<ModelRecheck> others = rechecks.stream()
                .filter(other -> !other.guidanceId().equals(guidanceId))
                .toList();
        return new ModelTalk(count, current, requested, rounds, exchanges, others, granted, effected);
    }

    ModelTalk withoutRechecks() {
        return rechecks.isEmpty()
                ? this
                : new ModelTalk(count, current, requested, rounds, exchanges, List.of(), granted, effected);
    }

    ModelTalk grant(String tool) {
        return new ModelTalk(count, current, requested, rounds, exchanges, rechecks, with(granted, tool), effected);
    }

    ModelTalk effect(String tool) {
        return new ModelTalk(count, current, requested, rounds, exchanges, rechecks, granted, with(effected, tool));
    }

    /** It is asked for anew: what held for the last time says nothing about this time. */
    ModelTalk anew(String tool) {
        return granted.contains(tool) || effected.contains(tool)
                ? new ModelTalk(
                        count,
                        current,
                        requested,
                        rounds,
                        exchanges,
                        rechecks,
                        without(granted, tool),
                        without(effected, tool))
                : this;
    }

    private static Set<String> with(Set<String> tools, String tool) {
        Set<String> more = new HashSet<>(tools);
        more.add(tool);
        return Set.copyOf(more);
    }

    private static Set<String> without(Set<String> tools, String tool) {
        Set<String> less = new HashSet<>(tools);
        less.remove(tool);
        return Set.copyOf(less);
    }
}
