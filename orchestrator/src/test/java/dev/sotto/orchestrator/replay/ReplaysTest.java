package dev.sotto.orchestrator.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.orchestrator.journal.JournalEntry;
import dev.sotto.orchestrator.journal.JsonText;
import dev.sotto.orchestrator.task.Playbook;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A journalled conversation with other people. */
class ReplaysTest {
    private static final String CHAT = "Done. $129.00 goes back to your card. Anything else?";

    @Test
    void replayedAsItWasNothingIsDifferentAndNothingAssumed() {
        Run run = run(Journalled.approvedChat(), ReplayPlan.AS_IT_WAS);

        assertThat(run.moments("journal")).isEqualTo(run.moments("replay"));
        assertThat(run.list("differences")).isEmpty();
        assertThat(run.list("assumed")).isEmpty();
        assertThat(run.replay("outcome")).isEqualTo("completed");
        assertThat(run.said()).contains(CHAT, "Goodbye.");
    }

    @Test
    void aCallReplayedAsItWasIsTheSameCall() {
        Run run = run(Journalled.approvedCall(), ReplayPlan.AS_IT_WAS);

        assertThat(run.moments("journal")).isEqualTo(run.moments("replay"));
        assertThat(run.replay("lastedMillis")).isEqualTo(run.journal("lastedMillis"));
        assertThat(run.list("assumed")).isEmpty();
    }

    @Test
    void peopleTwiceAsFastAnswerInHalfTheTime() {
        Run run = run(Journalled.approvedChat(), plan(PlanReader.delay("x0.5"), true));

        assertThat(run.consult("journal").get("lastedMillis")).isEqualTo(12_000);
        assertThat(run.consult("replay").get("lastedMillis")).isEqualTo(6_000);
        assertThat(run.said()).contains(CHAT);
        assertThat(run.at("journal", CHAT) - run.at("replay", CHAT)).isEqualTo(6_000);
        assertThat(run.at("replay", "Goodbye.")).isGreaterThan(run.at("replay", "no thanks"));
    }

    @Test
    void peopleWhoTakeTooLongLeaveItToThePolicy() {
        Run run = run(Journalled.approvedChat(), plan(PlanReader.delay("46s"), true));

        assertThat(run.consult("replay")).containsEntry("ended", "expired").containsEntry("lastedMillis", 45_000);
        assertThat(run.said()).anyMatch(line -> line.startsWith("We call you back."));
        assertThat(run.said()).noneMatch(line -> line.contains("goes back"));
        assertThat(run.list("differences"))
                .contains(
                        "g2 approve_refund: approve by ada -> expired",
                        "only in the journal: orders.refund (amount 129, number 482913): success");
    }

    @Test
    void aCallerNeverWaitsFourSecondsHoweverLongPeopleTake() {
        Run run = run(Journalled.approvedCall(), plan(PlanReader.delay("44s"), true));

        assertThat((Integer) run.replay("longestSilenceMillis")).isPositive().isLessThanOrEqualTo(4_000);
        assertThat(run.said()).contains(CHAT).hasSizeGreaterThan(10);
        assertThat(run.replay("outcome")).isEqualTo("completed");
    }

    @Test
    void nobodyThereMeansThatThePolicyDecidesAndTheOtherOneDecidesDifferently() {
        Run callBack = run(Journalled.approvedChat(), plan(PlanReader.delay("x1"), false));
        Run decline = run(
                Journalled.approvedChat(),
                new ReplayPlan(
                        PlanReader.delay("x1"),
                        false,
                        Map.of(),
                        Map.of("approve_refund", PlanReader.policy("decline@20s"))));

        assertThat(callBack.said()).anyMatch(line -> line.startsWith("We call you back."));
        assertThat(decline.said()).anyMatch(line -> line.startsWith("I can't: ."));
        assertThat(decline.consult("replay").get("lastedMillis")).isEqualTo(5_001);
    }

    @Test
    void anotherAnswerHasOtherConsequencesAndTheCustomerStillSaysTheirWords() {
        Run run = run(
                Journalled.approvedChat(),
                new ReplayPlan(
                        PlanReader.delay("x1"),
                        true,
                        Map.of("g2", PlanReader.answer("decline:it has been used")),
                        Map.of()));

        assertThat(run.said()).anyMatch(line -> line.startsWith("I can't: it has been used."));
        assertThat(run.moments("replay")).noneMatch(moment -> moment.contains("orders.refund"));
        assertThat(run.moments("replay")).anyMatch(moment -> moment.contains("no thanks"));
        assertThat(run.replay("outcome")).isEqualTo("completed");
    }

    @Test
    void aCallThatTheJournalDoesNotHaveIsAssumedAndSaidSo() {
        Run run = run(
                Journalled.approvedChat(),
                new ReplayPlan(
                        PlanReader.delay("x1"),
                        true,
                        Map.of("approve_refund", PlanReader.answer("approve:3")),
                        Map.of()));

        assertThat(run.list("assumed"))
                .containsExactly("orders.refund (amount 64.5, number 482913) answers as it did for other arguments");
        assertThat(run.moments("replay"))
                .anyMatch(moment -> moment.contains("orders.refund (amount 64.5, number 482913), allowed by g2"));
    }

    @Test
    void anAnswerThatNobodyGaveTakesAPersonsUsualTime() {
        Journalled expired = Journalled.chat()
                .at(51.2, at -> new dev.sotto.orchestrator.conversation.Event.GuidanceExpired("c1-g2", at));
        Run run = run(
                expired,
                new ReplayPlan(PlanReader.delay("x1"), true, Map.of("g2", PlanReader.answer("approve")), Map.of()));

        assertThat(run.consult("replay").get("ended")).isEqualTo("approve by somebody");
        assertThat(run.list("assumed").get(0)).contains("takes 10 s to answer");
        assertThat(run.list("assumed").get(1)).contains("was never called in the journal");
    }

    @Test
    void otherTaskFilesAreTriedOnTheSameCustomer() {
        Playbook other = RefundShop.load("{policy: decline, say: \"Nobody can decide that now.\"}");

        Run run = new Run(Replays.run(
                Journalled.approvedChat().entries(),
                Map.of(),
                RefundShop.PLAYBOOK,
                other,
                plan(PlanReader.delay("x1"), false)));

        assertThat(run.said()).anyMatch(line -> line.startsWith("Nobody can decide that now."));
    }

    @Test
    void theSameInputGivesTheSameBytes() {
        ReplayPlan plan = plan(PlanReader.delay("x2.5"), true);

        for (Journalled journal : List.of(Journalled.approvedChat(), Journalled.approvedCall())) {
            Run one = run(journal, plan);
            Run two = run(journal, plan);
            assertThat(one.report.text()).isEqualTo(two.report.text());
            assertThat(JsonText.write(one.report.values())).isEqualTo(JsonText.write(two.report.values()));
        }
    }

    @Test
    void theReportShowsBothSidesAndNoToken() {
        String text = run(Journalled.approvedChat(), plan(PlanReader.delay("46s"), true))
                .report
                .text();

        assertThat(text)
                .contains("longest silence of ours, s", "g2 approve_refund", "expired after 45.0 s")
                .doesNotContain("secret-token");
        assertThat(text.lines().filter(line -> line.contains("I want a refund")).findFirst())
                .hasValueSatisfying(
                        line -> assertThat(line.split("I want a refund", -1)).hasSize(3));
    }

    @Test
    void aPlanThatNamesNothingIsRefused() {
        List<JournalEntry> journal = Journalled.approvedChat().entries();
        ReplayPlan plan = new ReplayPlan(
                PlanReader.delay("x1"), true, Map.of(), Map.of("no_such_point", PlanReader.policy("decline")));

        assertThatThrownBy(() -> Replays.run(journal, Map.of(), RefundShop.PLAYBOOK, RefundShop.PLAYBOOK, plan))
                .hasMessageContaining("no_such_point");
        assertThatThrownBy(() -> PlanReader.delay("soon")).hasMessageContaining("x0.5 or 40s");
        assertThatThrownBy(() -> PlanReader.answer("perhaps")).hasMessageContaining("perhaps");
        assertThatThrownBy(() -> PlanReader.policy("transfer")).hasMessageContaining("where to");
    }

    private static ReplayPlan plan(ReplayPlan.Delay delay, boolean agents) {
        return new ReplayPlan(delay, agents, Map.of(), Map.of());
    }

    private static Run run(Journalled journal, ReplayPlan plan) {
        return new Run(Replays.run(journal.entries(), Map.of(), RefundShop.PLAYBOOK, RefundShop.PLAYBOOK, plan));
    }

    /** A report as its JSON has it. */
    private static final class Run {
        final ReplayReport report;
        private final Map<String, Object> values;

        Run(ReplayReport report) {
            this.report = report;
            values = JsonText.readObject(JsonText.write(report.values()));
        }

        Object journal(String key) {
            return side("journal").get(key);
        }

        Object replay(String key) {
            return side("replay").get(key);
        }

        @SuppressWarnings("unchecked")
        List<String> list(String key) {
            return (List<String>) values.get(key);
        }

        List<String> moments(String side) {
            return maps(side, "moments").stream()
                    .map(moment -> moment.get("atMillis") + " " + moment.get("who") + " " + moment.get("what"))
                    .toList();
        }

        List<String> said() {
            return maps("replay", "moments").stream()
                    .filter(moment -> moment.get("who").equals("assistant"))
                    .map(moment -> (String) moment.get("what"))
                    .toList();
        }

        int at(String side, String what) {
            return maps(side, "moments").stream()
                    .filter(moment -> moment.get("what").equals(what))
                    .mapToInt(moment -> (Integer) moment.get("atMillis"))
                    .findFirst()
                    .orElseThrow();
        }

        Map<String, Object> consult(String side) {
            return maps(side, "consults").get(0);
        }

        @SuppressWarnings("unchecked")
        private Map<String, Object> side(String side) {
            return (Map<String, Object>) values.get(side);
        }

        @SuppressWarnings("unchecked")
        private List<Map<String, Object>> maps(String side, String key) {
            return (List<Map<String, Object>>) side(side).get(key);
        }
    }
}
