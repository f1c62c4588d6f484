package dev.sotto.orchestrator.memory;

import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.memory.AnsweredRequests.Aftermath;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.stream.Stream;

/** When conversations have ended: what became of the answers that were given in them. Owned by the memory's context. */
final class Outcomes {
    private static final int PAGE = 50;
    /** Nearly the same words: a customer who comes back to something says it again, not something like it. */
    private static final double AGAIN = 0.8;

    private final Pool pool;
    private final AnsweredRequests requests;
    private final AnswerStore answers;
    private final RuleStore rules;
    private final RuleDesk desk;
    private final Thinking thinking;

    Outcomes(
            Pool pool,
            AnsweredRequests requests,
            AnswerStore answers,
            RuleStore rules,
            RuleDesk desk,
            Thinking thinking) {
        this.pool = pool;
        this.requests = requests;
        this.answers = answers;
        this.rules = rules;
        this.desk = desk;
        this.thinking = thinking;
    }

    Future<Void> catchUp() {
        return answers.ended(PAGE)
                .compose(page ->
                        inTurn(page).compose(done -> page.size() < PAGE ? Future.succeededFuture() : catchUp()));
    }

    private Future<Void> inTurn(List<Remembered> page) {
        Future<Void> turn = Future.succeededFuture();
        for (Remembered answer : page) {
            turn = turn.compose(done -> requests.after(answer.conversation(), answer.at()))
                    .compose(aftermath -> outcome(answer, aftermath))
                    .compose(outcome -> write(answer, outcome));
        }
        return turn;
    }

    private Future<Outcome> outcome(Remembered answer, Aftermath after) {
        String task = answer.question().task();
        boolean leftOpen = !task.isEmpty() && task.equals(after.task());
        boolean pointAgain = !answer.question().point().isEmpty()
                && after.later().stream().map(Question::of).anyMatch(answer.question()::comesFromWhere);
        if (pointAgain || !answer.question().point().isEmpty() || after.takenOver()) {
            return Future.succeededFuture(Outcome.of(after.takenOver(), pointAgain, leftOpen));
        }
        return saidAgain(answer, after).map(again -> Outcome.of(false, again, leftOpen));
    }

    private Future<Boolean> saidAgain(Remembered answer, Aftermath after) {
        List<String> sentences = Stream.concat(
                        after.later().stream().map(Outcomes::pattern),
                        after.said().stream().map(Given::plain))
                .filter(sentence -> !sentence.isBlank())
                .distinct()
                .toList();
        Future<Boolean> again = Future.succeededFuture(false);
        for (String sentence : sentences) {
            again = again.compose(already -> already
                    ? Future.succeededFuture(true)
                    : thinking.embed(sentence).map(vector -> vector.likeness(answer.vector()) >= AGAIN));
        }
        return again;
    }

    private static String pattern(GuidanceRequest request) {
        return Question.of(request).pattern();
    }

    private Future<Void> write(Remembered answer, Outcome outcome) {
        String rule = answer.byPerson() ? "" : answer.agent().substring(Rule.AGENT.length());
        return pool.withTransaction(connection -> answers.outcome(connection, answer.guidance(), outcome)
                        .compose(isNew -> isNew && !rule.isEmpty()
                                ? rules.ended(connection, rule, outcome.good())
                                : Future.succeededFuture()))
                .compose(done -> rule.isEmpty() ? Future.succeededFuture() : desk.review(rule));
    }
}
