package dev.sotto.orchestrator.broker;

import static dev.sotto.orchestrator.journal.SharedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.assistant.intent.SentenceEmbedder;
import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.AnswerOutcome;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.GuidanceRequest.Proposal;
import dev.sotto.orchestrator.consult.Risk;
import dev.sotto.orchestrator.journal.ConversationRow;
import dev.sotto.orchestrator.journal.JournalEntry;
import dev.sotto.orchestrator.journal.JournalMeters;
import dev.sotto.orchestrator.journal.PgJournal;
import dev.sotto.orchestrator.journal.SharedDatabase;
import dev.sotto.orchestrator.memory.Asked;
import dev.sotto.orchestrator.memory.MemoryMeters;
import dev.sotto.orchestrator.memory.MemorySettings;
import dev.sotto.orchestrator.memory.MemoryVerticle;
import dev.sotto.orchestrator.message.DeskEvent;
import dev.sotto.orchestrator.message.Refused;
import dev.sotto.orchestrator.message.ToConversation;
import dev.sotto.orchestrator.message.ToDesk;
import dev.sotto.orchestrator.message.ToDesk.GuidanceView;
import dev.sotto.orchestrator.message.ToMemory;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The memory behind a broker, with the real model of sentences and a real database. */
@ExtendWith(SharedDatabase.class)
class RememberedAnswersIT {
    private static final MemorySettings QUICK =
            new MemorySettings(3, Duration.ofDays(180), Duration.ofDays(30), 4, Duration.ofMillis(50));
    private static SentenceEmbedder embedder;

    private BrokerBench bench;
    private String memory;

    @BeforeAll
    static void loadModel() {
        embedder = new SentenceEmbedder();
    }

    @BeforeEach
    void open(Vertx vertx, Pool pool) throws Exception {
        bench = new BrokerBench(vertx, pool);
        remember();
    }

    @AfterEach
    void close() throws Exception {
        await(bench.vertx.undeploy(memory));
        bench.close();
    }

    private void remember() throws Exception {
        memory = await(bench.vertx.deployVerticle(new MemoryVerticle(
                bench.addresses, bench.pool, embedder, QUICK, MemoryMeters.NONE, InstantSource.system())));
    }

    private <T> T ask(ToMemory message) throws Exception {
        return await(bench.vertx
                .eventBus()
                .request(bench.addresses.memory(), message)
                .map(reply -> {
                    @SuppressWarnings("unchecked")
                    T body = (T) reply.body();
                    return body;
                }));
    }

    private long count(String sql) throws Exception {
        return await(bench.pool.query(sql).execute()).iterator().next().getLong(0);
    }

    private void waitForCount(String sql, long wanted) throws Exception {
        Instant deadline = Instant.now().plusSeconds(15);
        while (count(sql) != wanted) {
            assertThat(Instant.now())
                    .as("%s is %s, not %s", sql, count(sql), wanted)
                    .isBefore(deadline);
            await(bench.vertx.timer(10));
        }
    }

    private void answered(GuidanceRequest request, String agent, String text) throws Exception {
        bench.asked(request);
        assertThat(bench.answer(request, agent, AnswerKind.INSTRUCT, 0, text).outcome())
                .isEqualTo(AnswerOutcome.ACCEPTED);
        waitForCount("select count(*) from memory_answer where guidance = '" + request.id() + "'", 1);
    }

    private void chosen(GuidanceRequest request, String agent, int choice) throws Exception {
        bench.asked(request);
        assertThat(bench.answer(request, agent, AnswerKind.CHOOSE, choice, "").outcome())
                .isEqualTo(AnswerOutcome.ACCEPTED);
        waitForCount("select count(*) from memory_answer where guidance = '" + request.id() + "'", 1);
    }

    private GuidanceView waitForProposals(GuidanceRequest request, int count) throws Exception {
        var changed = (DeskEvent.GuidanceChanged) bench.waitFor(
                bench.shown,
                event -> event instanceof DeskEvent.GuidanceChanged change
                        && change.guidance().request().id().equals(request.id())
                        && change.guidance().request().proposals().size() == count
                        && change.guidance().request().proposals().stream()
                                .anyMatch(proposal -> proposal.origin() != null));
        return changed.guidance();
    }

    private void dogsAgreedOn() throws Exception {
        answered(Asked.freely("can I bring my dog into the store"), "ada", "Tell him dogs are welcome on a lead");
        answered(Asked.freely("are dogs allowed in the shop"), "ben", "Dogs are welcome on a lead.");
        answered(Asked.freely("can I bring a dog to the shop"), "ada", "dogs are welcome on a lead");
    }

    private String switchedOn() throws Exception {
        ToMemory.RuleList rules = ask(new ToMemory.ListRules("proposed"));
        assertThat(rules.rules()).hasSize(1);
        String id = rules.rules().get(0).id();
        this.<ToMemory.RuleDetail>ask(new ToMemory.SetRule(id, "shadow", "sue"));
        this.<ToMemory.RuleDetail>ask(new ToMemory.SetRule(id, "on", "sue"));
        return id;
    }

    /** Every fourth question is for people; and on a slow machine a card goes out before the memory has spoken. */
    private GuidanceRequest answeredByRule(String question) throws Exception {
        Instant deadline = Instant.now().plusSeconds(30);
        while (true) {
            var request = Asked.freely(question);
            bench.asked(request);
            if (bench.read(request).state().equals("answered")) {
                return request;
            }
            assertThat(Instant.now()).as("no rule answers").isBefore(deadline);
        }
    }

    @Test
    void whatWasSaidBeforeIsProposedForALikeQuestionAndSaidWhenItIsChosen() throws Exception {
        answered(Asked.freely("can I bring my dog into the store"), "ada", "Tell him dogs are welcome on a lead");
        var request = Asked.freely("are dogs allowed in the shop");
        bench.asked(request);

        Proposal proposal = waitForProposals(request, 1).request().proposals().get(0);

        assertThat(proposal.source()).isEqualTo("memory");
        assertThat(proposal.effect()).contains("ogs are welcome on a lead");
        assertThat(proposal.origin()).satisfies(origin -> {
            assertThat(origin.times()).isEqualTo(1);
            assertThat(origin.lastAgent()).isEqualTo("ada");
        });
        assertThat(bench.answer(request, "ben", AnswerKind.CHOOSE, 1, "").outcome())
                .isEqualTo(AnswerOutcome.ACCEPTED);
        var word = bench.waitForWord(ToConversation.GuidanceAnswered.class, request);
        assertThat(word.answer().answer()).isEqualTo(AnswerKind.INSTRUCT);
        assertThat(word.answer().text()).isEqualTo("Tell him dogs are welcome on a lead");
    }

    @Test
    void aTasksOwnProposalGetsItsOriginAndKeepsItsNumber() throws Exception {
        chosen(Asked.damaged("trail tent", "the zip is broken", "yes", "$129.00"), "ada", 2);
        chosen(Asked.damaged("trail tent", "the zipper does not close", "yes", "$129.00"), "ben", 2);
        var request = Asked.damaged("trail tent", "its zip is broken", "yes", "$129.00");
        bench.asked(request);

        List<Proposal> proposals = waitForProposals(request, 3).request().proposals();

        assertThat(proposals).extracting(Proposal::label).containsExactly("Replace it", "Repair it", "Refund it");
        assertThat(proposals.get(1).origin().times()).isEqualTo(2);
        assertThat(proposals.get(0).origin()).isNull();
    }

    @Test
    void aBundleTakesARememberedProposalOnlyWhenAllOfItsCardsHaveIt() throws Exception {
        answered(Asked.freely("can I bring my dog into the store"), "ada", "Dogs are welcome on a lead");
        var one = Asked.freely("can I bring my dog into the store");
        bench.asked(one);
        waitForProposals(one, 1);
        await(bench.vertx.undeploy(memory));
        var other = Asked.freely("can I bring my dog into the store");
        bench.asked(other);
        String bundle = bench.read(one).standing().bundle();
        assertThat(bundle).isNotNull().isEqualTo(bench.read(other).standing().bundle());

        Object reply = bench.ask(
                new ToDesk.AnswerBundle(bundle, "ben", AnswerKind.CHOOSE, 1, "", List.of(one.id(), other.id())));

        assertThat(reply).isInstanceOf(Refused.class);
        assertThat(bench.read(one).state()).isEqualTo("open");
        assertThat(bench.read(other).state()).isEqualTo("open");
        remember();
    }

    @Test
    void anUnlikeQuestionGetsNoProposal() throws Exception {
        answered(Asked.freely("can I bring my dog into the store"), "ada", "Dogs are welcome on a lead");

        ToMemory.Recalled recalled = ask(new ToMemory.Recall(Asked.freely("do you ship to canada")));

        assertThat(recalled.proposals()).isEmpty();
    }

    @Test
    void oneCustomersDataIsRememberedButNeverProposed() throws Exception {
        answered(Asked.freely("where can I send my boots"), "ada", "Send them to returns@example.com, code 48291");

        ToMemory.Recalled recalled = ask(new ToMemory.Recall(Asked.freely("where can I send my boots")));

        assertThat(recalled.proposals()).isEmpty();
        assertThat(count("select count(*) from memory_answer where not tellable"))
                .isEqualTo(1);
    }

    @Test
    void anApprovalIsOnlyRememberedWhereTheTaskSaysSo() throws Exception {
        var secret = Asked.refund(false, Risk.LOW, 1);
        bench.asked(secret);
        bench.approve(secret, "ada");
        var open = Asked.refund(true, Risk.LOW, 1);
        bench.asked(open);
        bench.approve(open, "ada");

        waitForCount("select count(*) from memory_answer", 1);

        assertThat(count("select count(*) from memory_answer where guidance = '" + open.id() + "'"))
                .isEqualTo(1);
    }

    @Test
    void agreementBecomesARuleThatAnswersOnlyWhenASupervisorHasSwitchedItOn() throws Exception {
        dogsAgreedOn();
        var proposed = Asked.freely("can I bring my dog to the store");
        bench.asked(proposed);
        assertThat(bench.read(proposed).state()).isEqualTo("open");
        bench.answer(proposed, "ada", AnswerKind.INSTRUCT, 0, "dogs are welcome on a lead");
        String id = switchedOn();

        bench.available("ada", 20);

        GuidanceRequest request = answeredByRule("are dogs allowed in the store");

        var word = bench.waitForWord(ToConversation.GuidanceAnswered.class, request);
        assertThat(word.answer().agent()).isEqualTo("rule:" + id);
        assertThat(word.answer().text()).containsIgnoringCase("dogs are welcome");
        assertThat(bench.read(request).state()).isEqualTo("answered");
        assertThat(bench.shown)
                .noneMatch(event -> event instanceof DeskEvent.GuidanceOffered offer
                        && offer.guidance().request().id().equals(request.id()));
        waitForCount("select applied from proposed_rule", 1);
        assertThat(bench.<ToDesk.AnswerReply>ask(new ToDesk.Answer(request.id(), "ada", AnswerKind.INSTRUCT, 0, "no"))
                        .outcome())
                .isEqualTo(AnswerOutcome.SUPERSEDED);
    }

    @Test
    void aRuleSaysNothingAboutWordsThatPeopleHaveNotAnswered() throws Exception {
        dogsAgreedOn();
        switchedOn();

        var request = Asked.freely("can I bring my bike into the store");
        bench.asked(request);

        assertThat(bench.read(request).state()).isEqualTo("open");
    }

    @Test
    void inShadowARuleIsComparedAndActsOnNothing() throws Exception {
        dogsAgreedOn();
        ToMemory.RuleList rules = ask(new ToMemory.ListRules("all"));
        String id = rules.rules().get(0).id();
        this.<ToMemory.RuleDetail>ask(new ToMemory.SetRule(id, "shadow", "sue"));

        answered(Asked.freely("can I bring my dog into the shop"), "ben", "dogs are welcome on a lead");
        answered(Asked.freely("are dogs allowed in the store"), "ben", "No dogs please");

        ToMemory.RuleDetail detail = ask(new ToMemory.ReadRule(id));
        assertThat(detail.rule().agreed()).isEqualTo(1);
        assertThat(detail.rule().disagreed()).isEqualTo(1);
        assertThat(detail.rule().applied()).isZero();
        assertThat(detail.evidence()).hasSize(3);
        assertThat(detail.history()).extracting(ToMemory.Change::who).containsExactly("sue");
    }

    @Test
    void whatPeopleContradictTwiceIsRolledBack() throws Exception {
        dogsAgreedOn();
        String id = switchedOn();

        Instant deadline = Instant.now().plusSeconds(60);
        while (count("select streak from proposed_rule") < 2) {
            assertThat(Instant.now()).as("never contradicted").isBefore(deadline);
            var request = Asked.freely("are dogs allowed in the store");
            bench.asked(request);
            if (bench.read(request).state().equals("open")) {
                bench.answer(request, "ben", AnswerKind.INSTRUCT, 0, "No dogs please");
            }
            waitForCount("select count(*) from memory_answer where guidance = '" + request.id() + "'", 1);
        }

        waitForCount("select count(*) from proposed_rule where state = 'rolled_back'", 1);
        ToMemory.RuleDetail detail = ask(new ToMemory.ReadRule(id));
        assertThat(detail.history().get(2).who()).isEqualTo("memory");
        assertThat(detail.history().get(2).reason()).contains("2 times in a row");
        var request = Asked.freely("are dogs allowed in the store");
        bench.asked(request);
        assertThat(bench.read(request).state()).isEqualTo("open");
        assertThat(this.<Object>ask(new ToMemory.SetRule(id, "on", "sue"))).isInstanceOf(Refused.class);
    }

    @Test
    void withoutAMemoryTheCardGoesOutAsItIs() throws Exception {
        dogsAgreedOn();
        switchedOn();
        await(bench.vertx.undeploy(memory));
        var request = Asked.freely("are dogs allowed in the store");

        bench.asked(request);

        assertThat(bench.read(request).state()).isEqualTo("open");
        assertThat(bench.read(request).request().proposals()).isEmpty();
        remember();
    }

    @Test
    void whatWasAnsweredWhileTheMemoryWasDownIsRememberedLater() throws Exception {
        await(bench.vertx.undeploy(memory));
        var request = Asked.freely("do you repair jackets");
        bench.asked(request);
        bench.answer(request, "ada", AnswerKind.INSTRUCT, 0, "Yes, in our own workshop");

        remember();

        waitForCount("select count(*) from memory_answer where guidance = '" + request.id() + "'", 1);
    }

    @Test
    void theOutcomeSaysHowTheConversationWentOn() throws Exception {
        var helped = Asked.freely("do you repair jackets");
        var again = Asked.freely("can I bring my dog into the store");
        answered(helped, "ada", "Yes, in our own workshop");
        answered(again, "ada", "On a lead");
        var journal = new PgJournal(bench.vertx, bench.pool, JournalMeters.NONE);
        Instant later = Instant.now().plusSeconds(5);
        await(journal.append(new JournalEntry(
                again.conversationId(),
                1,
                later,
                "CustomerSaid",
                "{\"text\":\"but can I bring my dog into the store\"}")));
        for (var request : List.of(helped, again)) {
            await(journal.record(new ConversationRow(
                    request.conversationId(), "ended", "chat", "", "n", null, later, later, "visitor_left")));
        }

        waitForCount("select count(*) from memory_answer where outcome is not null", 2);

        var rows = await(bench.pool
                .preparedQuery("select outcome from memory_answer where guidance = any($1) order by outcome")
                .execute(Tuple.of(new String[] {helped.id(), again.id()})));
        assertThat(rows).extracting(row -> row.getString(0)).containsExactly("ASKED_AGAIN", "HELPED");
    }
}
