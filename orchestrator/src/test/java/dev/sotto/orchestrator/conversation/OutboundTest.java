package dev.sotto.orchestrator.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutboundTest {
    private static final String POLICY = "{policy: call_back, within: 20m, say: \"We call you back.\"}";
    private static final Map<String, String> OURS = Map.of(
            "direction", "outbound", "call_back_of", "c0", "customer", "sip:x", "task", "refund", "about", "a refund");

    @Test
    void promiseCarriesTheTaskAndEverythingThatIsKnown() {
        Scenario scenario = expired(Scenario.CALLER);

        Effect.PromiseCall promise = scenario.latest(Effect.PromiseCall.class);
        assertThat(promise.promise()).isEqualTo(scenario.request().id());
        assertThat(promise.to()).isEqualTo("sip:x@192.0.2.1");
        assertThat(promise.point()).isEqualTo("approve_refund");
        assertThat(promise.values()).containsEntry("order_number", "482913").containsKey("order");
        assertThat(scenario.said()).startsWith("We call you back.");
    }

    @Test
    void nothingIsPromisedToWhoCannotBeCalled() {
        Scenario scenario = expired(Map.of("caller", "anonymous"));

        assertThat(scenario.all).noneMatch(Effect.PromiseCall.class::isInstance);
        assertThat(scenario.said()).startsWith(Phrases.NO_CALL_BACK).doesNotContain("We call you back");
    }

    @Test
    void promiseThatNobodyHasTakenOnIsMadeAgainAtTheEnd() {
        Scenario scenario = expired(Scenario.CALLER);

        scenario.event(new Event.CustomerLeft("gateway_restarted", scenario.now));

        assertThat(scenario.last(Effect.PromiseCall.class)).hasSize(1);
    }

    @Test
    void promiseThatWasTakenOnIsNotMadeAgain() {
        Scenario scenario = expired(Scenario.CALLER);
        String promise = scenario.latest(Effect.PromiseCall.class).promise();

        scenario.event(new Event.CallPromised(promise, "c2", scenario.now))
                .event(new Event.CustomerLeft("caller_hung_up", scenario.now));

        assertThat(scenario.last(Effect.PromiseCall.class)).isEmpty();
    }

    @Test
    void questionIsAskedAgainForAsLongAsThePromiseAllows() {
        Scenario ours = takenUp();

        GuidanceRequest request = ours.request();
        assertThat(request.question()).isEqualTo("Refund $129.00?");
        assertThat(request.terms().customer()).isEqualTo("sip:x");
        assertThat(Duration.between(ours.now, request.answerBy())).isEqualTo(Duration.ofMinutes(20));
        assertThat(ours.said()).isEmpty();
        assertThat(ours.state.wakeAt()).isNull();
        assertThat(ours.state.phase()).isEqualTo("reaching");
    }

    @Test
    void answerIsTheMomentToCall() {
        Scenario ours = takenUp().answers(AnswerKind.APPROVE, 0, "", "token");

        assertThat(ours.last(Effect.PlaceCall.class)).hasSize(1);
        assertThat(ours.all).noneMatch(Effect.VoidApproval.class::isInstance);
        assertThat(ours.said()).isEmpty();
    }

    @Test
    void approvedRefundIsBookedOnceThePersonSaysYes() {
        Scenario ours = takenUp().answers(AnswerKind.APPROVE, 0, "", "token");

        ours.event(new Event.Reached("person", ours.now)).heardAll();
        assertThat(ours.said())
                .contains("call you back about a refund")
                .contains(Phrases.APPROVED_MEANWHILE)
                .doesNotContain("Done");
        assertThat(ours.all).noneMatch(Effect.CallTool.class::isInstance);

        ours.says("yes", Source.SPEECH, new Meaning.Affirmed()).tool(ToolOutcome.SUCCESS, Scenario.TENT);

        assertThat(ours.call().tool()).isEqualTo("orders.refund");
        assertThat(ours.call().token()).isEqualTo("token");
        assertThat(ours.call().with()).containsEntry("amount", new BigDecimal("129.00"));
        ours.tool(ToolOutcome.SUCCESS, Map.of());
        assertThat(ours.said()).startsWith("Done. $129.00 goes back to your card.");
    }

    @Test
    void whoeverDoesNotWantItNowVoidsTheApproval() {
        Scenario ours = takenUp().answers(AnswerKind.APPROVE, 0, "", "token");
        ours.event(new Event.Reached("person", ours.now)).heardAll();

        ours.says("no", Source.SPEECH, new Meaning.Denied());

        assertThat(ours.last(Effect.VoidApproval.class)).hasSize(1);
        assertThat(ours.all).noneMatch(Effect.CallTool.class::isInstance);
    }

    @Test
    void refusalIsToldAtOnce() {
        Scenario ours = takenUp().answers(AnswerKind.DECLINE, 0, "too late", null);

        ours.event(new Event.Reached("person", ours.now));

        assertThat(ours.said()).contains("I can't: too late.");
    }

    @Test
    void noAnswerInTimeIsToldToo() {
        Scenario ours = takenUp().expires();
        assertThat(ours.last(Effect.PlaceCall.class)).hasSize(1);

        ours.event(new Event.Reached("person", ours.now));

        assertThat(ours.said()).contains(Phrases.STILL_UNDECIDED);
    }

    @Test
    void machineHearsNoDecisionAndNothingIsDone() {
        Scenario ours = takenUp().answers(AnswerKind.APPROVE, 0, "", "token");

        ours.event(new Event.Reached("machine", ours.now));

        assertThat(ours.said()).contains("We have called about a refund").doesNotContain("approved");
        assertThat(ours.latest(Effect.HangUp.class).termination()).isEqualTo("message_left");
        assertThat(ours.last(Effect.VoidApproval.class)).hasSize(1);
    }

    @Test
    void hellosAreHeardAndNotTakenForAWish() {
        Scenario ours = takenUp().answers(AnswerKind.APPROVE, 0, "", "token");
        ours.event(new Event.CustomerSaid("hello", 1, Source.SPEECH, null, null, ours.now, ours.now));
        ours.after(Duration.ofSeconds(1)).event(new Event.Reached("person", ours.now));

        ours.event(new Event.CustomerSaid(
                "Miller", 1, Source.SPEECH, null, null, ours.now.minusMillis(300), ours.now.plusMillis(200)));

        assertThat(ours.state.thinking()).isNull();
        assertThat(ours.state.transcript())
                .extracting(TranscriptLine::from)
                .containsExactly(Party.CUSTOMER, Party.ASSISTANT, Party.CUSTOMER);
    }

    @Test
    void callWithATaskBeginsItWithWhatTheIntegratorKnows() {
        Map<String, String> variables = new HashMap<>(OURS);
        variables.remove("call_back_of");
        variables.put("order_number", "482913");
        Scenario ours = Scenario.on(variables, POLICY);
        assertThat(ours.all).isEmpty();

        ours.event(new Event.Reached("person", ours.now));

        assertThat(ours.said()).contains("I'm calling about a refund.").doesNotContain("call you back");
        assertThat(ours.call().tool()).isEqualTo("orders.lookup");
    }

    @Test
    void restartWhileItRingsCallsAgainOnlyIfTheAnswerIsThere() {
        Scenario open = takenUp().event(new Event.Restarted(Scenario.START));
        assertThat(open.last(Effect.PlaceCall.class)).isEmpty();
        assertThat(open.last(Effect.RequestGuidance.class)).hasSize(1);

        Scenario decided =
                takenUp().answers(AnswerKind.APPROVE, 0, "", "token").event(new Event.Restarted(Scenario.START));
        assertThat(decided.last(Effect.PlaceCall.class)).hasSize(1);
    }

    @Test
    void callThatReachesNobodyEndsWithItsQuestion() {
        Scenario ours = takenUp();

        ours.event(new Event.CustomerLeft("no_answer", ours.now));

        assertThat(ours.last(Effect.WithdrawGuidance.class)).hasSize(1);
        assertThat(ours.state.stage()).isEqualTo(new Stage.Ended("no_answer"));
    }

    private static Scenario takenUp() {
        Scenario theirs = expired(Scenario.CALLER);
        Effect.PromiseCall promise = theirs.latest(Effect.PromiseCall.class);
        Scenario ours = Scenario.on(OURS, POLICY);
        assertThat(ours.last).isEqualTo(List.of());
        return ours.event(new Event.TakenUp("c0", promise.task(), promise.point(), promise.values(), ours.now));
    }

    private static Scenario expired(Map<String, String> variables) {
        Scenario scenario = Scenario.on(variables, POLICY).waitsForApproval();
        scenario.says("the zip", Source.SPEECH, new Meaning.SlotGiven("reason", "the zip"));
        return scenario.expires();
    }
}
