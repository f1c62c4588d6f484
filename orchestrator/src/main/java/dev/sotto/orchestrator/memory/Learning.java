package dev.sotto.orchestrator.memory;

import dev.sotto.orchestrator.memory.AnsweredRequests.Answered;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Takes in what people have answered: remembers it, compares it with the rules, proposes a rule when they agree. One answer
 * after the other, each in one transaction: it counts once. Owned by the memory's context.
 */
final class Learning {
    private static final int PAGE = 50;
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    private final Pool pool;
    private final AnsweredRequests requests;
    private final AnswerStore answers;
    private final RuleStore rules;
    private final RuleDesk desk;
    private final Thinking thinking;
    private final MemorySettings settings;
    private final Agreement agreement;
    private final MemoryMeters meters;
    private final InstantSource clock;
    private final Supplier<String> ids;
    private Instant since = Instant.EPOCH;

    Learning(
            Pool pool,
            AnsweredRequests requests,
            AnswerStore answers,
            RuleStore rules,
            RuleDesk desk,
            Thinking thinking,
            MemorySettings settings,
            MemoryMeters meters,
            InstantSource clock,
            Supplier<String> ids) {
        this.pool = pool;
        this.requests = requests;
        this.answers = answers;
        this.rules = rules;
        this.desk = desk;
        this.thinking = thinking;
        this.settings = settings;
        this.agreement = new Agreement(settings.ruleAfter(), settings.ruleLife());
        this.meters = meters;
        this.clock = clock;
        this.ids = ids;
    }

    /** Where an earlier run of the server has left off. */
    Future<Void> begin() {
        return answers.latest()
                .onSuccess(latest -> since = latest == null ? oldest() : latest.minus(OVERLAP))
                .mapEmpty();
    }

    /** Takes in everything that is new. */
    Future<Void> catchUp() {
        return requests.unremembered(since, PAGE)
                .compose(page ->
                        inTurn(page).compose(done -> page.size() < PAGE ? Future.succeededFuture() : catchUp()));
    }

    private Future<Void> inTurn(List<Answered> page) {
        Future<Void> turn = Future.succeededFuture();
        for (Answered answered : page) {
            turn = turn.compose(done -> learn(answered));
        }
        return page.isEmpty()
                ? turn
                : turn.onSuccess(done -> since = page.get(page.size() - 1).at().minus(OVERLAP));
    }

    private Future<Void> learn(Answered answered) {
        Question question = Question.of(answered.request());
        Future<List<Remembered>> earlier = answers.newest(question, oldest());
        Future<List<Rule>> known = rules.of(question, oldest());
        return thinking.embed(question.pattern())
                .map(vector -> remembered(answered, question, vector))
                .compose(answer -> earlier.compose(others -> known.compose(
                        there -> thinking.run(() -> agreement.of(ids.get(), answer, others, there, clock.instant()))
                                .compose(found -> write(answer, there, found)))));
    }

    private static Remembered remembered(Answered answered, Question question, Vector vector) {
        Given given = Given.of(answered.request(), answered.answer());
        boolean tellable =
                given.text().length() <= Given.LONGEST && Discretion.mayTell(given.text(), answered.request());
        return new Remembered(
                answered.request().id(),
                answered.request().conversationId(),
                question,
                vector,
                given,
                tellable,
                answered.answer().agent(),
                answered.at(),
                null);
    }

    private Future<Void> write(Remembered answer, List<Rule> there, Optional<Rule> found) {
        List<Rule> compared = there.stream()
                .filter(rule -> rule.state() == RuleState.SHADOW || rule.state() == RuleState.ON)
                .filter(rule -> answer.byPerson() && rule.covers(answer.question(), answer.vector()))
                .toList();
        return pool.withTransaction(connection -> answers.insert(connection, answer)
                        .compose(isNew -> isNew
                                ? score(connection, answer, compared)
                                        .compose(done -> found.isEmpty()
                                                ? Future.succeededFuture()
                                                : rules.insert(connection, found.get()))
                                        .map(true)
                                : Future.succeededFuture(false)))
                .compose(isNew -> isNew ? written(compared, found.isPresent()) : Future.succeededFuture());
    }

    private Future<Void> score(SqlClient connection, Remembered answer, List<Rule> compared) {
        if (!answer.byPerson()) {
            return rules.applied(connection, answer.agent().substring(Rule.AGENT.length()));
        }
        Future<Void> scored = Future.succeededFuture();
        for (Rule rule : compared) {
            boolean same = rule.given().key().equals(answer.given().key());
            scored = scored.compose(done -> rules.compared(connection, rule.id(), same));
        }
        return scored;
    }

    private Future<Void> written(List<Rule> compared, boolean proposed) {
        meters.remembered();
        if (proposed) {
            meters.ruleProposed();
        }
        return Future.all(compared.stream().map(rule -> desk.review(rule.id())).toList())
                .mapEmpty();
    }

    private Instant oldest() {
        return clock.instant().minus(settings.keep());
    }
}
