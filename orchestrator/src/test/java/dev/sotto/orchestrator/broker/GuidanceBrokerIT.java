package dev.sotto.orchestrator.broker;

import static dev.sotto.orchestrator.broker.BrokerBench.refund;
import static dev.sotto.orchestrator.journal.SharedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.AnswerOutcome;
import dev.sotto.orchestrator.consult.WithdrawReason;
import dev.sotto.orchestrator.journal.ConversationRow;
import dev.sotto.orchestrator.journal.JournalMeters;
import dev.sotto.orchestrator.journal.PgJournal;
import dev.sotto.orchestrator.journal.SharedDatabase;
import dev.sotto.orchestrator.message.Ok;
import dev.sotto.orchestrator.message.Refused;
import dev.sotto.orchestrator.message.ToConversation;
import dev.sotto.orchestrator.message.ToDesk;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedDatabase.class)
class GuidanceBrokerIT {
    private BrokerBench bench;

    @BeforeEach
    void open(Vertx vertx, Pool pool) throws Exception {
        bench = new BrokerBench(vertx, pool);
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    @Test
    void anAnswerIsDurableReachesTheConversationAndCarriesAToken() throws Exception {
        var request = refund();
        bench.available("ada", 2);
        assertThat(bench.asked(request).availableAgents()).isEqualTo(1);
        bench.waitForOffer(request, "ada");

        var reply = bench.approve(request, "ada");

        assertThat(reply.outcome()).isEqualTo(AnswerOutcome.ACCEPTED);
        var rows = await(bench.pool.query("select state from guidance").execute());
        assertThat(rows.iterator().next().getString(0)).isEqualTo("ANSWERED");
        var word = bench.waitForWord(ToConversation.GuidanceAnswered.class, request);
        assertThat(word.answer().agent()).isEqualTo("ada");
        assertThat(word.token()).isEqualTo(await(bench.tokens.ofGuidance(request.id())));
        assertThat(bench.read(request).state()).isEqualTo("answered");
    }

    @Test
    void onePersonIsNotEnoughWhereTheRequestTakesTwo() throws Exception {
        var request = BrokerBench.bigRefund();
        bench.asked(request);

        bench.approve(request, "ada");

        assertThat(await(bench.tokens.ofGuidance(request.id()))).isNull();
    }

    @Test
    void ofManyAnswersAtOnceExactlyOneCountsAndItsAuthorIsTheOneTheConversationHears() throws Exception {
        var request = refund();
        bench.asked(request);
        List<Future<ToDesk.AnswerReply>> replies = new ArrayList<>();

        for (int i = 0; i < 60; i++) {
            String agent = List.of("ada", "ben", "sue").get(i % 3);
            var kind = i % 2 == 0 ? AnswerKind.APPROVE : AnswerKind.DECLINE;
            replies.add(bench.send(new ToDesk.Answer(request.id(), agent, kind, 0, "n" + i)));
        }
        await(Future.all(replies));

        var outcomes = replies.stream().map(reply -> reply.result().outcome()).toList();
        assertThat(outcomes).containsOnlyOnce(AnswerOutcome.ACCEPTED);
        assertThat(outcomes)
                .filteredOn(outcome -> outcome != AnswerOutcome.ACCEPTED)
                .containsOnly(AnswerOutcome.SUPERSEDED);
        int winner = outcomes.indexOf(AnswerOutcome.ACCEPTED);
        var word = bench.waitForWord(ToConversation.GuidanceAnswered.class, request);
        assertThat(word.answer().text()).isEqualTo("n" + winner);
        var granted =
                await(bench.pool.query("select count(*) from approval_token").execute());
        assertThat(granted.iterator().next().getLong(0)).isEqualTo(winner % 2 == 0 ? 1 : 0);
    }

    @Test
    void whoSaysTheSameAgainIsToldThatItCountsAndNobodyElseIs() throws Exception {
        var request = refund();
        bench.asked(request);
        assertThat(bench.answer(request, "ada", AnswerKind.DECLINE, 0, "no").outcome())
                .isEqualTo(AnswerOutcome.ACCEPTED);
        bench.waitForWord(ToConversation.GuidanceAnswered.class, request);

        assertThat(bench.answer(request, "ada", AnswerKind.DECLINE, 0, "no").outcome())
                .as("the acknowledgement was lost, and she tries again")
                .isEqualTo(AnswerOutcome.ACCEPTED);
        assertThat(bench.answer(request, "ada", AnswerKind.DECLINE, 0, "not now")
                        .outcome())
                .isEqualTo(AnswerOutcome.SUPERSEDED);
        assertThat(bench.answer(request, "ben", AnswerKind.DECLINE, 0, "no").outcome())
                .isEqualTo(AnswerOutcome.SUPERSEDED);
        assertThat(bench.approve(request, "ada").outcome()).isEqualTo(AnswerOutcome.SUPERSEDED);
    }

    @Test
    void brokersOfTwoNodesLetOneAnswerWin(Vertx vertx, Pool pool) throws Exception {
        var request = refund();
        bench.asked(request);
        try (var other = new BrokerBench(vertx, pool)) {
            Future<ToDesk.AnswerReply> here =
                    bench.send(new ToDesk.Answer(request.id(), "ada", AnswerKind.APPROVE, 0, ""));
            Future<ToDesk.AnswerReply> there =
                    other.send(new ToDesk.Answer(request.id(), "ben", AnswerKind.DECLINE, 0, ""));

            await(Future.all(here, there));

            assertThat(List.of(here.result().outcome(), there.result().outcome()))
                    .containsExactlyInAnyOrder(AnswerOutcome.ACCEPTED, AnswerOutcome.SUPERSEDED);
        }
    }

    @Test
    void anOfferThatRunsOutGoesToTheNextAgent() throws Exception {
        var request = refund(Duration.ofMillis(100), Duration.ofSeconds(30));
        bench.available("ada", 2);
        bench.asked(request);
        bench.waitForOffer(request, "ada");

        bench.available("ben", 2);

        bench.waitForOffer(request, "ben");
    }

    @Test
    void whenNobodyIsThereTheCardWaitsForTheFirstWhoComes() throws Exception {
        var request = refund();
        assertThat(bench.asked(request).availableAgents()).isZero();
        assertThat(bench.read(request).state()).isEqualTo("open");

        bench.available("ben", 1);

        bench.waitForOffer(request, "ben");
        assertThat(bench.read(request).offeredTo()).isEqualTo("ben");
    }

    @Test
    void acceptingHoldsTheCardForOneAgentOnly() throws Exception {
        var request = refund(Duration.ofMillis(50), Duration.ofSeconds(30));
        bench.available("ada", 1);
        bench.asked(request);

        ToDesk.AnswerReply ada = bench.ask(new ToDesk.Accept(request.id(), "ada"));
        ToDesk.AnswerReply ben = bench.ask(new ToDesk.Accept(request.id(), "ben"));

        assertThat(ada.outcome()).isEqualTo(AnswerOutcome.ACCEPTED);
        assertThat(ben.outcome()).isEqualTo(AnswerOutcome.SUPERSEDED);
        assertThat(bench.waitForWord(ToConversation.GuidanceSeen.class, request))
                .satisfies(seen -> assertThat(seen.accepted()).isTrue());
        bench.available("ben", 1);
        await(bench.vertx.timer(120));
        assertThat(bench.read(request).offeredTo()).isEqualTo("ada");
    }

    @Test
    void unansweredItExpiresDurablyAndLaterAnswersAreTooLate() throws Exception {
        var request = refund(Duration.ofSeconds(5), Duration.ofMillis(150));
        bench.asked(request);

        bench.waitForWord(ToConversation.GuidanceExpired.class, request);

        assertThat(bench.read(request).state()).isEqualTo("expired");
        assertThat(bench.approve(request, "ada").outcome()).isEqualTo(AnswerOutcome.TOO_LATE);
        assertThat(await(bench.tokens.ofGuidance(request.id()))).isNull();
    }

    @Test
    void whatHappenedToAnAnswerAfterAWithdrawalDependsOnItsReason() throws Exception {
        var cancelled = refund();
        var hungUp = refund();
        bench.asked(cancelled);
        bench.asked(hungUp);

        bench.withdraw(cancelled, WithdrawReason.CORRECTED);
        bench.withdraw(hungUp, WithdrawReason.CALLER_GONE);

        assertThat(bench.approve(cancelled, "ada").outcome()).isEqualTo(AnswerOutcome.TOO_LATE);
        assertThat(bench.approve(hungUp, "ada").outcome()).isEqualTo(AnswerOutcome.CALLER_GONE);
        assertThat(bench.approve(refund(), "ada").outcome()).isEqualTo(AnswerOutcome.UNKNOWN);
        assertThat(bench.heard).noneMatch(ToConversation.GuidanceAnswered.class::isInstance);
    }

    @Test
    void anAnswerAfterTheEndedConversationsLostWithdrawalFindsTheCallerGone() throws Exception {
        var request = refund();
        bench.asked(request);
        var journal = new PgJournal(bench.vertx, bench.pool, JournalMeters.NONE);
        var at = Instant.now();
        await(journal.record(new ConversationRow(
                request.conversationId(), "ended", "voice", "refund", "n", null, at, at, "caller hung up")));

        assertThat(bench.approve(request, "ada").outcome()).isEqualTo(AnswerOutcome.CALLER_GONE);

        assertThat(await(bench.tokens.ofGuidance(request.id()))).isNull();
    }

    @Test
    void hangUpAndAnswerAtOnceHaveOneTruth() throws Exception {
        for (int i = 0; i < 20; i++) {
            var request = refund();
            bench.asked(request);

            Future<ToDesk.AnswerReply> answer =
                    bench.send(new ToDesk.Answer(request.id(), "ada", AnswerKind.APPROVE, 0, ""));
            Future<Ok> withdrawn =
                    bench.send(new ToDesk.Withdraw(request.id(), WithdrawReason.CALLER_GONE, Instant.now()));
            await(Future.all(answer, withdrawn));

            boolean won = answer.result().outcome() == AnswerOutcome.ACCEPTED;
            assertThat(bench.read(request).state()).isEqualTo(won ? "answered" : "withdrawn");
            assertThat(await(bench.tokens.ofGuidance(request.id())) != null).isEqualTo(won);
            if (!won) {
                assertThat(answer.result().outcome()).isEqualTo(AnswerOutcome.CALLER_GONE);
            }
        }
    }

    @Test
    void aWithdrawalThatOvertakesItsRequestLeavesNothingOpen() throws Exception {
        var request = refund();

        Future<ToDesk.GuidanceNoted> asked = bench.send(new ToDesk.Ask(request));
        Future<Ok> withdrawn = bench.send(new ToDesk.Withdraw(request.id(), WithdrawReason.CALLER_GONE, Instant.now()));
        await(Future.all(asked, withdrawn));

        assertThat(bench.read(request).state()).isEqualTo("withdrawn");
    }

    @Test
    void askingTwiceMakesOneCard() throws Exception {
        var request = refund();

        await(Future.all(bench.send(new ToDesk.Ask(request)), bench.send(new ToDesk.Ask(request))));
        bench.asked(request);

        ToDesk.GuidanceList open = bench.ask(new ToDesk.ListGuidance("open", 10));
        assertThat(open.guidance()).hasSize(1);
    }

    @Test
    void anAnswerThatDoesNotFitIsRefusedAndTheCardStaysOpen() throws Exception {
        var request = refund();
        bench.asked(request);

        assertThat(bench.answer(request, "ada", AnswerKind.CHOOSE, 9, "").outcome())
                .isEqualTo(AnswerOutcome.INVALID);
        assertThat(bench.answer(request, "ada", AnswerKind.INSTRUCT, 0, " ").outcome())
                .isEqualTo(AnswerOutcome.INVALID);
        assertThat(bench.answer(request, "mallory", AnswerKind.APPROVE, 0, "").outcome())
                .isEqualTo(AnswerOutcome.INVALID);

        assertThat(bench.read(request).state()).isEqualTo("open");
    }

    @Test
    void theAnswerIsSentUntilTheConversationIsBack() throws Exception {
        var request = refund();
        bench.asked(request);
        bench.listening.set(false);
        assertThat(bench.approve(request, "ada").outcome()).isEqualTo(AnswerOutcome.ACCEPTED);
        await(bench.vertx.timer(150));
        assertThat(bench.heard).noneMatch(ToConversation.GuidanceAnswered.class::isInstance);

        bench.listening.set(true);

        bench.waitForWord(ToConversation.GuidanceAnswered.class, request);
    }

    @Test
    void whileTheDatabaseFailsNoAnswerCountsAndAfterwardsItCanBeGivenAgain() throws Exception {
        var request = refund();
        var expiring = refund(Duration.ofSeconds(5), Duration.ofSeconds(1));
        bench.asked(request);
        bench.asked(expiring);
        await(bench.pool.query("alter table guidance rename to guidance_gone").execute());

        assertThat(bench.approve(request, "ada").outcome()).isEqualTo(AnswerOutcome.UNAVAILABLE);

        await(bench.vertx.timer(1_200));
        assertThat(bench.heard).noneMatch(ToConversation.GuidanceAnswered.class::isInstance);
        await(bench.pool.query("alter table guidance_gone rename to guidance").execute());
        assertThat(bench.approve(request, "ada").outcome()).isEqualTo(AnswerOutcome.ACCEPTED);
        bench.waitForWord(ToConversation.GuidanceExpired.class, expiring);
    }

    @Test
    void anAnswerWhoseAcknowledgementWasLostStillReachesTheConversation() throws Exception {
        var request = refund();
        bench.asked(request);
        String answer =
                "{\"answer\":\"DECLINE\",\"choice\":0,\"text\":\"no\",\"agent\":\"ada\",\"at\":\"2026-11-22T12:00:00Z\"}";

        await(bench.pool
                .query("update guidance set state = 'DECLINED', answer = '" + answer + "'")
                .execute());
        assertThat(bench.approve(request, "ben").outcome()).isEqualTo(AnswerOutcome.SUPERSEDED);

        var word = bench.waitForWord(ToConversation.GuidanceAnswered.class, request);
        assertThat(word.answer().text()).isEqualTo("no");
        assertThat(bench.read(request).state()).isEqualTo("declined");
        assertThat(bench.heard).noneMatch(ToConversation.GuidanceExpired.class::isInstance);
    }

    @Test
    void afterARestartOpenCardsAreOpenWithTheirClocksRunningOn() throws Exception {
        var quick = refund(Duration.ofSeconds(30), Duration.ofMillis(61_500));
        var missed = refund(Duration.ofSeconds(30), Duration.ofSeconds(40));
        var lasting = refund(Duration.ofSeconds(30), Duration.ofSeconds(600));
        bench.available("ada", 3);
        for (var request : List.of(quick, missed, lasting)) {
            bench.asked(request);
            bench.waitForOffer(request, "ada");
        }
        bench.stop();
        bench.skip(Duration.ofSeconds(60));
        assertThat(bench.heard).isEmpty();
        bench.shown.clear();

        bench.start();

        bench.waitForOffer(lasting, "ada");
        bench.waitForWord(ToConversation.GuidanceExpired.class, missed);
        bench.waitForWord(ToConversation.GuidanceExpired.class, quick);
        assertThat(bench.approve(lasting, "ada").outcome()).isEqualTo(AnswerOutcome.ACCEPTED);
    }

    @Test
    void anEndThatWasNotAcknowledgedBeforeARestartIsSentAgainWithItsToken() throws Exception {
        var request = refund();
        bench.asked(request);
        bench.listening.set(false);
        bench.approve(request, "ada");
        bench.stop();
        bench.listening.set(true);

        bench.start();

        var word = bench.waitForWord(ToConversation.GuidanceAnswered.class, request);
        assertThat(word.token()).isEqualTo(await(bench.tokens.ofGuidance(request.id())));
    }

    @Test
    void whatWasAcknowledgedIsNotSentAgainAfterARestart() throws Exception {
        var acknowledged = refund();
        var fresh = refund();
        bench.asked(acknowledged);
        bench.asked(fresh);
        bench.approve(acknowledged, "ada");
        bench.waitForWord(ToConversation.GuidanceAnswered.class, acknowledged);
        bench.waitForDelivered(acknowledged);
        bench.stop();
        bench.heard.clear();

        bench.start();

        bench.approve(fresh, "ada");
        bench.waitForWord(ToConversation.GuidanceAnswered.class, fresh);
        assertThat(bench.heard).hasSize(1);
    }

    @Test
    void reconcilingSendsWhatAConversationHasMissedOnceMore() throws Exception {
        var answered = refund();
        var open = refund();
        bench.asked(answered);
        bench.asked(open);
        bench.approve(answered, "ada");
        bench.waitForWord(ToConversation.GuidanceAnswered.class, answered);
        bench.heard.clear();

        bench.<Ok>ask(new ToDesk.Reconcile(answered.conversationId(), List.of(answered.id(), open.id(), "unknown")));

        bench.waitForWord(ToConversation.GuidanceAnswered.class, answered);
        assertThat(bench.heard).hasSize(1);
    }

    @Test
    void nonsenseIsRefusedAsAValue() throws Exception {
        assertThat(bench.<Object>ask(new ToDesk.SetPresence("nobody", "available", 1)))
                .isInstanceOf(Refused.class);
        assertThat(bench.<Object>ask(new ToDesk.SetPresence("ada", "asleep", 1)))
                .isInstanceOf(Refused.class);
        assertThat(bench.<Object>ask(new ToDesk.SetPresence("ada", "available", -1)))
                .isInstanceOf(Refused.class);
        assertThat(bench.<Object>ask(new ToDesk.Read("unknown"))).isInstanceOf(Refused.class);
        assertThat(bench.<Object>ask(new ToDesk.ListGuidance("half", 1))).isInstanceOf(Refused.class);
    }
}
