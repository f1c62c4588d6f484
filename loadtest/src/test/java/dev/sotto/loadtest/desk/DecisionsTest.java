package dev.sotto.loadtest.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DecisionsTest {
    private static final Map<String, String> LATE = Map.of("Return window", "outside the 30 day window");
    private static final Map<String, String> GOOD = Map.of("Return window", "inside the 30 day window", "Used", "no");

    private final Decisions decisions = Decisions.of(11, Odds.USUAL);
    private final Judgement judgement = Judgement.drawn(decisions);

    @Test
    void factsSpeakAgainstAnApproval() {
        long approvedLate = IntStream.range(0, 1_000)
                .filter(caller -> decisions.approves(caller, "p", LATE))
                .count();
        long approvedGood = IntStream.range(0, 1_000)
                .filter(caller -> decisions.approves(caller, "p", GOOD))
                .count();

        assertThat(approvedLate).isBetween(60L, 140L);
        assertThat(approvedGood).isBetween(940L, 990L);
    }

    @Test
    void theDeskAndAPersonOnTheTelephoneDecideAlikeForTheSameCaller() {
        for (int caller = 0; caller < 200; caller++) {
            boolean inPerson = decisions.approves(caller, "approve_refund", LATE);

            String atTheDesk = judgement.decide(refund(LATE), caller).getString("answer");

            assertThat(atTheDesk.equals("approve")).as("caller " + caller).isEqualTo(inPerson);
        }
    }

    @Test
    void aDeclineIsTheProposalThatDeclines() {
        Judgement never = Judgement.drawn(Decisions.of(1, odds(1, List.of())));

        assertThat(never.decide(refund(GOOD), 5))
                .isEqualTo(new JsonObject().put("answer", "choose").put("choice", 2));
    }

    @Test
    void withoutAProposalADeclineHasAReason() {
        Judgement never = Judgement.drawn(Decisions.of(1, odds(1, List.of())));
        JsonObject card = refund(GOOD).put("proposals", new JsonArray());

        assertThat(never.decide(card, 5).getString("answer")).isEqualTo("decline");
        assertThat(never.decide(card, 5).getString("text")).isNotBlank();
    }

    @Test
    void choicesFollowTheirWeights() {
        Decisions third = Decisions.of(1, odds(0, List.of(0.0, 1.0, 3.0)));
        List<Integer> choices = IntStream.range(0, 1_000)
                .map(caller -> third.choice(caller, "p", 4))
                .boxed()
                .toList();

        assertThat(choices).containsOnly(2, 3);
        assertThat(choices.stream().filter(choice -> choice == 3).count()).isBetween(690L, 810L);
    }

    @Test
    void withoutWeightsAllChoicesAreAlike() {
        List<Integer> choices = IntStream.range(0, 900)
                .map(caller -> decisions.choice(caller, "p", 3))
                .boxed()
                .toList();

        for (int choice = 1; choice <= 3; choice++) {
            int one = choice;
            assertThat(choices.stream().filter(drawn -> drawn == one).count()).isBetween(240L, 360L);
        }
    }

    @Test
    void instructionsAreTheOddsWords() {
        JsonObject card = new JsonObject().put("kind", "instruction").put("point", "p");

        assertThat(IntStream.range(0, 100)
                        .mapToObj(caller -> judgement.decide(card, caller))
                        .filter(answer -> answer.getString("answer").equals("instruct"))
                        .map(answer -> answer.getString("text"))
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(Odds.USUAL.words());
    }

    @Test
    void aCardOfNobodyKnownHasAChanceOfItsOwn() {
        List<String> answers = IntStream.range(0, 50)
                .mapToObj(card -> judgement
                        .decide(refund(Map.of("Used", "yes")).put("id", "card " + card))
                        .getString("answer"))
                .toList();

        assertThat(answers).contains("approve", "choose");
    }

    private static Odds odds(double decline, List<Double> choices) {
        return new Odds(decline, Map.of(), 0, choices, List.of("words"));
    }

    private static JsonObject refund(Map<String, String> facts) {
        JsonArray evidence = new JsonArray();
        facts.forEach((label, value) ->
                evidence.add(new JsonObject().put("label", label).put("value", value)));
        return new JsonObject()
                .put("kind", "approval")
                .put("point", "approve_refund")
                .put("evidence", evidence)
                .put(
                        "proposals",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("n", 1)
                                        .put("label", "Approve")
                                        .put("decision", "approve"))
                                .add(new JsonObject()
                                        .put("n", 2)
                                        .put("label", "Decline")
                                        .put("decision", "decline")));
    }
}
