package dev.sotto.orchestrator.memory;

import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.GuidanceRequest.Proposal;
import dev.sotto.orchestrator.message.ToMemory.Recalled;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;

/** What is known about a new request. Owned by the memory's context. */
final class Recollection {
    private final AnswerStore answers;
    private final RuleBook book;
    private final Thinking thinking;
    private final MemorySettings settings;
    private final MemoryMeters meters;
    private final InstantSource clock;
    private final LongSupplier nanos;

    Recollection(
            AnswerStore answers,
            RuleBook book,
            Thinking thinking,
            MemorySettings settings,
            MemoryMeters meters,
            InstantSource clock,
            LongSupplier nanos) {
        this.answers = answers;
        this.book = book;
        this.thinking = thinking;
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
        this.nanos = nanos;
    }

    /** The rows are fetched while the question is embedded. */
    Future<Object> recall(GuidanceRequest request) {
        long began = nanos.getAsLong();
        Question question = Question.of(request);
        Future<Vector> embedded = thinking.embed(question.pattern());
        Future<List<Remembered>> newest =
                answers.newest(question, clock.instant().minus(settings.keep()));
        return embedded.compose(vector -> newest.compose(
                        known -> thinking.run(() -> Proposing.of(request, vector, known)))
                .map(proposals -> {
                    var rule = book.answer(request, question, vector, clock.instant());
                    meters.recalled(nanos.getAsLong() - began, remembered(proposals), rule.isPresent());
                    return new Recalled(proposals, rule.orElse(null));
                }));
    }

    private static int remembered(List<Proposal> proposals) {
        return (int)
                proposals.stream().filter(proposal -> proposal.origin() != null).count();
    }
}
