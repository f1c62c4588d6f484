package dev.sotto.orchestrator.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.ConsultKind;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Approver mode: nothing of such a task is heard before a person has seen it. */
class ApproverTest {
    static final String COMPLAINT = """
            task: complaint
            title: a complaint
            when: ["I want to complain", "this is outrageous", "a complaint"]
            review: {skill: care, within: 8s, otherwise: OTHERWISE}
            slots:
              what: {type: text, ask: "What went wrong?"}
            steps:
              - ask: what
              - say: "I am sorry about that."
              - end: conversation
                say: "We will write to you."
            """;

    private static final String SAFE = ", safe: \"One moment, please.\"";

    private static Scenario complains(Channel channel, String otherwise) {
        return Scenario.with(
                        channel,
                        COMPLAINT.replace("OTHERWISE", otherwise.equals("accept") ? otherwise : otherwise + SAFE))
                .says("I want to complain", new Meaning.TaskWanted("complaint", Map.of()));
    }

    @Test
    void messageIsShownBeforeItIsSaid() {
        Scenario scenario = complains(Channel.CHAT, "wait");

        assertThat(scenario.said()).isEmpty();
        assertThat(scenario.request().kind()).isEqualTo(ConsultKind.APPROVAL);
        assertThat(scenario.request().terms().draft()).isEqualTo("What went wrong?");
        assertThat(scenario.request().skill()).isEqualTo("care");
    }

    @Test
    void approvedMessageIsSaidAsItIs() {
        Scenario scenario = complains(Channel.CHAT, "wait").answers(AnswerKind.APPROVE, 0, "", null);

        assertThat(scenario.said()).isEqualTo("What went wrong?");
        assertThat(scenario.latest(Effect.Speak.class).cause()).startsWith("reviewed by ada");
    }

    @Test
    void editedMessageIsSaidAsThePersonLeftIt() {
        Scenario scenario =
                complains(Channel.CHAT, "wait").answers(AnswerKind.EDIT, 0, "What happened, if I may ask?", null);

        assertThat(scenario.said()).isEqualTo("What happened, if I may ask?");
    }

    @Test
    void editedMessageIsNoTruerForHavingBeenEdited() {
        Scenario scenario = Scenario.with(
                        Channel.CHAT,
                        Scenario.REFUND
                                .replace("task: refund", "task: careful")
                                .replace("title: a refund", "title: a careful refund\nreview: true")
                                .replace(
                                        "\"refund my order\", \"money back\", \"I want a refund\", \"refund please\"",
                                        "\"careful one\", \"careful two\", \"careful three\"")
                                .replace("POLICY", "{policy: decline}"))
                .says("careful", new Meaning.TaskWanted("careful", Map.of()));

        scenario.answers(AnswerKind.EDIT, 0, "Your refund has been approved.", null);

        assertThat(scenario.said()).isEqualTo(UtteranceGate.SAFE);
        assertThat(scenario.last(Effect.SentenceBlocked.class)).hasSize(1);
    }

    @Test
    void declinedMessageIsNeverSaid() {
        Scenario scenario = complains(Channel.CHAT, "wait").answers(AnswerKind.DECLINE, 0, "", null);

        assertThat(scenario.said()).isEmpty();
        assertThat(scenario.state.drafts()).isEmpty();
    }

    @Test
    void nobodyLookingMeansASafePhraseAndWaitingOn() {
        Scenario scenario = complains(Channel.CHAT, "wait");
        String first = scenario.request().id();

        scenario.expires();

        assertThat(scenario.said()).isEqualTo("One moment, please.");
        assertThat(scenario.request().id()).isNotEqualTo(first);
        assertThat(scenario.request().terms().draft()).isEqualTo("What went wrong?");
    }

    @Test
    void nobodyLookingMayDropTheMessage() {
        Scenario scenario = complains(Channel.CHAT, "drop").expires();

        assertThat(scenario.said()).isEqualTo("One moment, please.");
        assertThat(scenario.state.drafts()).isEmpty();
        assertThat(scenario.state.consulting()).isFalse();
    }

    @Test
    void nobodyLookingMeansGoOnlyWhereTheFileSaysSo() {
        Scenario scenario = complains(Channel.CHAT, "accept").expires();

        assertThat(scenario.said()).isEqualTo("What went wrong?");
        assertThat(scenario.latest(Effect.Speak.class).cause()).contains("accept");
    }

    @Test
    void messagesKeepTheirOrderWhicheverIsDecidedFirst() {
        Scenario scenario = complains(Channel.CHAT, "wait");
        String first = scenario.request().id();
        scenario.says("the tent", new Meaning.SlotGiven("what", "the tent"));
        assertThat(scenario.last(Effect.HangUp.class)).isEmpty();

        scenario.answers(AnswerKind.APPROVE, 0, "", null);
        assertThat(scenario.said()).isEmpty();

        scenario.event(new Event.GuidanceAnswered(
                first,
                new dev.sotto.orchestrator.consult.GuidanceAnswer(AnswerKind.APPROVE, 0, "", "ada", scenario.now),
                null,
                scenario.now));
        assertThat(scenario.said()).isEqualTo("What went wrong? I am sorry about that. We will write to you.");
    }

    @Test
    void hangUpWaitsForTheGoodbyeThatIsBeingReviewed() {
        Scenario scenario = complains(Channel.VOICE, "wait")
                .answers(AnswerKind.APPROVE, 0, "", null)
                .heardAll();
        scenario.says("the tent", Source.SPEECH, new Meaning.SlotGiven("what", "the tent"));
        assertThat(scenario.last(Effect.HangUp.class)).isEmpty();

        scenario.answers(AnswerKind.APPROVE, 0, "", null);

        assertThat(scenario.said()).endsWith("We will write to you.");
        assertThat(scenario.last(Effect.HangUp.class)).hasSize(1);
        assertThat(scenario.last.get(scenario.last.size() - 1)).isInstanceOf(Effect.HangUp.class);
    }

    @Test
    void callerHearsThatItIsBeingChecked() {
        Scenario scenario = complains(Channel.VOICE, "wait").wakes();

        assertThat(scenario.said()).isEqualTo(Wait.REVIEWED.phrase(0, 0));
    }

    @Test
    void takeOverDropsWhatWasWaiting() {
        Scenario scenario = complains(Channel.VOICE, "wait");

        scenario.event(new Event.TookOver("ben", scenario.now));

        assertThat(scenario.state.drafts()).isEmpty();
        assertThat(scenario.state.consulting()).isFalse();
    }
}
