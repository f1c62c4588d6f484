package dev.sotto.orchestrator.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.consult.AnswerKind;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A caller who puts us on hold. */
class AbsenceTest {
    private static Scenario held(Scenario scenario) {
        return scenario.event(new Event.Held(scenario.now));
    }

    private static Scenario back(Scenario scenario) {
        return scenario.after(Duration.ofSeconds(90)).event(new Event.Resumed(scenario.now));
    }

    @Test
    void nobodyIsRemindedWhileWeAreOnHold() {
        Scenario scenario = held(Scenario.on(Channel.VOICE).wantsRefund().heardAll());

        assertThat(scenario.state.wakeAt()).isNull();
        assertThat(scenario.state.phase()).isEqualTo("on_hold");
        scenario.after(Duration.ofMinutes(5)).event(new Event.Ticked(scenario.now));
        assertThat(scenario.last).isEmpty();
    }

    @Test
    void openQuestionIsAskedAgainOnReturn() {
        Scenario scenario = back(held(Scenario.on(Channel.VOICE).wantsRefund().heardAll()));

        assertThat(scenario.said()).isEqualTo("Which order?");
        assertThat(scenario.state.phase()).isEqualTo("listening");
        scenario.heardAll();
        assertThat(scenario.state.wakeAt()).isEqualTo(scenario.now.plusSeconds(7));
    }

    @Test
    void whatWasCutOffIsSaidFromTheBeginningOfItsSentence() {
        Scenario scenario = Scenario.on(Channel.VOICE);
        scenario.event(new Event.SpeechStarted(scenario.now))
                .event(new Event.CustomerSaid("a refund", 1, Source.SPEECH, null, null, scenario.now, scenario.now));
        scenario.event(new Event.Understood(
                scenario.state.thinking().turn(),
                Interpretation.of(new Meaning.TaskWanted("refund", Map.of())),
                scenario.now));
        long line = scenario.state.floor().speaking().get(0);
        String text = scenario.said();

        held(scenario).event(new Event.SpeechFinished(line, false, "", scenario.now));
        assertThat(scenario.said()).isEmpty();
        back(scenario);

        assertThat(scenario.said()).isEqualTo(text);
    }

    @Test
    void answerThatComesMeanwhileIsActedOnAndToldLater() {
        Scenario scenario = held(Scenario.on(Channel.VOICE).waitsForApproval().heardAll());

        scenario.approves(0, "token").tool(ToolOutcome.SUCCESS, Map.of());
        assertThat(scenario.all)
                .noneMatch(effect -> effect instanceof Effect.Speak speak
                        && speak.line().text().contains("Done."));
        back(scenario);

        assertThat(scenario.said()).contains("Done.");
    }

    @Test
    void consultStillRunsOutMeanwhile() {
        Scenario scenario = held(Scenario.on(Channel.VOICE).waitsForApproval().heardAll());
        scenario.expires();
        assertThat(scenario.said()).isEmpty();
        back(scenario);
        assertThat(scenario.said()).contains("We call you back.");
    }

    @Test
    void openConsultIsToldOfOnReturn() {
        Scenario scenario = Scenario.on(Channel.VOICE)
                .waitsForApproval()
                .says("the zip", Source.SPEECH, new Meaning.SlotGiven("reason", "the zip"))
                .heardAll();
        back(held(scenario));
        assertThat(scenario.said()).isEqualTo(Wait.ASKED.phrase(0, 0));
    }

    @Test
    void lastSentenceIsRepeatedWhereNothingWasAsked() {
        Scenario scenario = back(held(Scenario.on(Channel.VOICE)));
        assertThat(scenario.said()).isEqualTo("Hello.");
    }

    @Test
    void wordsThatWereStillBeingUnderstoodAreAnsweredOnReturn() {
        Scenario scenario = Scenario.on(Channel.VOICE);
        scenario.event(new Event.CustomerSaid("a refund", 1, Source.SPEECH, null, null, scenario.now, scenario.now));
        long turn = scenario.state.thinking().turn();
        held(scenario);
        scenario.event(new Event.Understood(
                turn, Interpretation.of(new Meaning.TaskWanted("refund", Map.of())), scenario.now));
        assertThat(scenario.said()).isEmpty();
        back(scenario);
        assertThat(scenario.said()).contains("Which order?");
    }

    @Test
    void chatKnowsNoHold() {
        Scenario scenario = held(Scenario.on(Channel.CHAT));
        assertThat(scenario.state.phase()).isEqualTo("listening");
        back(scenario);
        assertThat(scenario.said()).isEmpty();
    }

    @Test
    void personWhoHasTakenOverIsNotSpokenFor() {
        Scenario scenario = Scenario.on(Channel.VOICE);
        scenario.event(new Event.TookOver("ada", scenario.now)).heardAll();
        back(held(scenario));
        assertThat(scenario.said()).isEmpty();
        assertThat(scenario.state.phase()).isEqualTo("with_agent");
    }

    @Test
    void approvalInTheMiddleIsDeclinedAloudOnlyOnReturn() {
        Scenario scenario = held(Scenario.on(Channel.VOICE).waitsForApproval().heardAll());
        scenario.answers(AnswerKind.DECLINE, 0, "too late", null);
        assertThat(scenario.last(Effect.Speak.class)).isEmpty();
        back(scenario);
        assertThat(scenario.said()).contains("I can't: too late.");
    }
}
