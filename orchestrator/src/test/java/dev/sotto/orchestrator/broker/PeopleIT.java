package dev.sotto.orchestrator.broker;

import static dev.sotto.orchestrator.broker.BrokerBench.refund;
import static dev.sotto.orchestrator.journal.SharedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.AnswerOutcome;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.desk.Attention;
import dev.sotto.orchestrator.desk.DeskRules;
import dev.sotto.orchestrator.journal.SharedDatabase;
import dev.sotto.orchestrator.message.DeskEvent;
import dev.sotto.orchestrator.message.ToConversation;
import dev.sotto.orchestrator.message.ToDesk;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** People who come, go, pause and are sent work. */
@ExtendWith(SharedDatabase.class)
class PeopleIT {
    private BrokerBench bench;

    @BeforeEach
    void open(Vertx vertx, Pool pool) throws Exception {
        var attention = new Attention.Rules(2, Duration.ofMinutes(5), Duration.ofMinutes(5));
        bench = new BrokerBench(vertx, pool, new DeskRules(Duration.ZERO, Duration.ofMillis(50), attention, 0));
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    private void desk(String agent, boolean connected) throws Exception {
        bench.ask(new ToDesk.DeskConnected(agent, connected));
    }

    private DeskEvent.PresenceChanged waitForReason(String agent, String reason) throws Exception {
        return (DeskEvent.PresenceChanged) bench.waitFor(
                bench.shown,
                event -> event instanceof DeskEvent.PresenceChanged changed
                        && changed.agent().name().equals(agent)
                        && reason.equals(changed.reason()));
    }

    @Test
    void aLostDesksOffersGoToOthersAtOnceAndWhatItsAgentHasTakenWaitsForAReload() throws Exception {
        var offered = refund();
        var taken = refund();
        bench.available("ada", 2);
        desk("ada", true);
        bench.asked(offered);
        bench.asked(taken);
        bench.waitForOffer(taken, "ada");
        bench.ask(new ToDesk.Accept(taken.id(), "ada"));
        bench.available("ben", 5);

        desk("ada", false);

        assertThat(bench.read(offered).offeredTo()).isEqualTo("ben");
        assertThat(bench.read(taken).offeredTo()).isEqualTo("ada");
        desk("ada", true);
        await(bench.vertx.timer(300));
        assertThat(bench.read(taken).offeredTo()).isEqualTo("ada");
        desk("ada", false);
        bench.waitForOffer(taken, "ben");
        assertThat(waitForReason("ada", "desk disconnected").agent().presence()).isEqualTo("offline");
    }

    @Test
    void aReloadOfTheOnlyDeskGetsItsOfferAnew() throws Exception {
        var request = refund();
        bench.available("ada", 2);
        desk("ada", true);
        bench.asked(request);
        bench.waitForOffer(request, "ada");
        bench.shown.clear();

        desk("ada", false);
        assertThat(bench.read(request).state()).isEqualTo("open");
        desk("ada", true);

        bench.waitForOffer(request, "ada");
    }

    @Test
    void theOnlyAgentIsOfferedAgainWhatTheyLetPass() throws Exception {
        var request = refund(Duration.ofMillis(50), Duration.ofSeconds(30));
        bench.available("ada", 2);
        bench.asked(request);
        bench.waitForOffer(request, "ada");
        bench.waitForDeed(request, "ran_out ada");
        bench.shown.clear();

        bench.waitForOffer(request, "ada");
    }

    @Test
    void aCardThatNobodyIsThereForSaysSoUntilSomebodyComes() throws Exception {
        var request = refund();
        bench.asked(request);
        assertThat(bench.read(request).standing().unattended()).isTrue();

        bench.<ToDesk.AgentView>ask(new ToDesk.SetPresence("ada", "busy", 1));

        assertThat(bench.read(request).standing().unattended()).isFalse();
        bench.shown.clear();
        bench.<ToDesk.AgentView>ask(new ToDesk.SetPresence("ada", "away", 1));
        bench.waitFor(
                bench.shown,
                event -> event instanceof DeskEvent.GuidanceChanged changed
                        && changed.guidance().standing().unattended());
    }

    @Test
    void tooManyRapidApprovalsGiveAPauseInWhichOthersAreAsked() throws Exception {
        bench.available("ada", 5);
        for (int approval = 0; approval < 3; approval++) {
            var request = refund();
            bench.asked(request);
            bench.waitForOffer(request, "ada");
            assertThat(bench.approve(request, "ada").outcome()).isEqualTo(AnswerOutcome.ACCEPTED);
        }

        var paused = waitForReason("ada", "attention").agent();

        assertThat(paused.presence()).isEqualTo("wrap_up");
        assertThat(paused.detail().pausedFor()).isEqualTo("attention");
        assertThat(paused.detail().pausedUntil()).isAfter(Instant.now());
        bench.available("ben", 5);
        for (int next = 0; next < 3; next++) {
            var request = refund();
            bench.asked(request);
            bench.waitForOffer(request, "ben");
        }
    }

    @Test
    void afterAnAnswerAnAgentWrapsUpAndIsThenOfferedWhatWaits(Vertx vertx, Pool pool) throws Exception {
        var rules = new DeskRules(Duration.ofMillis(200), Duration.ofMillis(50), Attention.Rules.DEFAULT, 0);
        try (var calm = new BrokerBench(vertx, pool, rules)) {
            var first = refund();
            var second = refund();
            calm.available("ada", 1);
            calm.asked(first);
            calm.asked(second);

            calm.answer(first, "ada", AnswerKind.DECLINE, 0, "no");

            calm.waitForDeed(first, "pause ada wrap_up");
            calm.waitForOffer(second, "ada");
            assertThat(calm.shown.indexOf(calm.waitForOffer(second, "ada")))
                    .isGreaterThan(calm.shown.indexOf(calm.waitFor(
                            calm.shown,
                            event -> event instanceof DeskEvent.PresenceChanged changed
                                    && "wrap_up".equals(changed.reason()))));
        }
    }

    @Test
    void aSupervisorPutsACardBeforeSomebodyElse() throws Exception {
        var request = refund();
        bench.available("ada", 1);
        bench.asked(request);
        assertThat(reassigned(request, "ben").outcome()).isEqualTo(AnswerOutcome.INVALID);
        bench.available("ben", 1);

        assertThat(reassigned(request, "ben").outcome()).isEqualTo(AnswerOutcome.ACCEPTED);

        bench.waitForOffer(request, "ben");
        assertThat(bench.read(request).standing().holders())
                .extracting(ToDesk.Holder::agent)
                .containsExactly("ben");
        bench.waitForDeed(request, "reassigned sue");
        bench.approve(request, "ada");
        assertThat(reassigned(request, "ben").outcome()).isEqualTo(AnswerOutcome.SUPERSEDED);
        assertThat(reassigned(refund(), "ben").outcome()).isEqualTo(AnswerOutcome.UNKNOWN);
    }

    private ToDesk.AnswerReply reassigned(GuidanceRequest request, String agent) throws Exception {
        return bench.ask(new ToDesk.Reassign(request.id(), agent, "sue"));
    }

    @Test
    void onlyWhoHasTheCardBeforeThemTypesForTheCaller() throws Exception {
        var request = refund();
        bench.available("ada", 1);
        bench.asked(request);

        bench.ask(new ToDesk.Typing(request.id(), "ben"));
        bench.ask(new ToDesk.Typing(request.id(), "ada"));

        assertThat(bench.waitForWord(ToConversation.GuidanceTyped.class, request)
                        .agent())
                .isEqualTo("ada");
    }

    @Test
    void theAuditSaysWhoDidWhatWithWhichOutcome() throws Exception {
        var request = refund();
        desk("ada", true);
        bench.available("ada", 1);
        bench.asked(request);
        bench.waitForDeed(request, "seen ada");
        bench.ask(new ToDesk.Accept(request.id(), "ada"));
        bench.approve(request, "ada");
        bench.answer(request, "ben", AnswerKind.DECLINE, 0, "late");

        assertThat(bench.waitForDeed(request, "answered ben superseded"))
                .contains("offered ada", "seen ada", "accepted ada", "answered ada accepted");
    }

    @Test
    void presenceAndCapacityByChannelOutliveARestart() throws Exception {
        bench.<ToDesk.AgentView>ask(new ToDesk.SetPresence("ada", "available", 6, 2, null));
        bench.available("ada", 5);
        bench.stop();

        bench.start();

        ToDesk.AgentList agents = bench.ask(new ToDesk.Agents());
        var ada = agents.agents().get(0);
        assertThat(ada.presence()).isEqualTo("available");
        assertThat(ada.capacity()).isEqualTo(5);
        assertThat(ada.detail().capacityVoice()).isEqualTo(2);
        assertThat(ada.detail().capacityChat()).isNull();
    }

    @Test
    void whoHasJustSignedInCountsAsThereUntilTheySayOtherwise() throws Exception {
        bench.ask(new ToDesk.SignedIn("ada", java.time.Instant.now().plusSeconds(600)));
        var noted = bench.asked(refund());
        assertThat(noted.availableAgents()).isZero();
        assertThat(noted.presentAgents()).isEqualTo(1);

        bench.ask(new ToDesk.SetPresence("ada", "away", 3));

        var later = bench.asked(refund());
        assertThat(later.presentAgents()).isZero();
    }
}
