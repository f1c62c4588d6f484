package dev.sotto.loadtest.acd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.loadtest.desk.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DialoguesTest {
    private static final String QUEUE = "welcome: Please hold\nagain: Still\nevery: 20s\n";
    private static final String OTHER = "intents: [other]\nacts:\n  - say: Hello\n";

    @Test
    void theShippedOnesKnowEveryPointAtWhichTheShopAsksAPerson() {
        Dialogues shipped = Dialogues.shipped();

        assertThat(points(shipped.of("refund").acts())).containsExactly("approve_refund");
        assertThat(points(shipped.of("damaged_item").acts())).containsExactly("damaged", "approve_damage_refund");
        assertThat(points(shipped.of("complaint").acts())).containsExactly("answer_complaint");
        assertThat(points(shipped.of("talk_to_person").acts())).containsExactly("person_wanted");
        assertThat(shipped.of("never heard of").name()).isEqualTo("other.yaml");
    }

    @Test
    void eachShippedOneTellsTheOutcomeBeforeItsGoodbye() {
        for (String intent : List.of("refund", "damaged_item", "complaint", "other")) {
            List<Act> acts = Dialogues.shipped().of(intent).acts();

            assertThat(acts).as(intent).contains(new Act.Resolved());
            assertThat(acts.get(acts.size() - 1)).as(intent).isInstanceOf(Act.Say.class);
        }
    }

    private static List<String> points(List<Act> acts) {
        return acts.stream()
                .flatMap(act -> act instanceof Act.Decide decide
                        ? Stream.concat(
                                Stream.of(decide.point()),
                                decide.ways().stream().flatMap(way -> points(way.acts()).stream()))
                        : Stream.empty())
                .toList();
    }

    @Test
    void everythingIsRead() {
        Dialogues read = Dialogues.of(Map.of("queue.yaml", QUEUE, "other.yaml", """
                intents: [other, more]
                acts:
                  - say: Hello
                  - ask: used
                    text: Have you used it?
                    expects: ["yes", "no"]
                    note: 3
                  - work: look
                    median: 4s
                  - decide: p
                    kind: approval
                    ways:
                      - way: good
                        acts:
                          - say: Yes
                          - book: /shop/{number}
                            with: {amount: "{total}"}
                      - way: bad
                        acts: []
                  - resolved: true
                """));

        Act.Way good = new Act.Way(
                "good", List.of(new Act.Say("Yes"), new Act.Book("/shop/{number}", Map.of("amount", "{total}"))));
        assertThat(read.of("more").acts())
                .containsExactly(
                        new Act.Say("Hello"),
                        new Act.Ask("used", "Have you used it?", List.of("yes", "no"), 3),
                        new Act.Work("look", Duration.ofSeconds(4)),
                        new Act.Decide("p", Kind.APPROVAL, List.of(good, new Act.Way("bad", List.of()))),
                        new Act.Resolved());
        assertThat(read.queue()).isEqualTo(new QueueTexts("Please hold", "Still", Duration.ofSeconds(20)));
        assertThat(read.phrases())
                .containsExactlyInAnyOrder("Please hold", "Still", "Hello", "Have you used it?", "Yes");
    }

    @Test
    void everythingThatIsWrongIsToldAtOnceWithItsPlace() {
        String wrong = """
                intents: [other]
                acts:
                  - shout: Hello
                  - ask: used
                  - decide: p
                    kind: approval
                    ways: [{way: only, acts: []}]
                  - say: Hello
                    loud: true
                """;

        assertThatThrownBy(() -> Dialogues.of(Map.of("queue.yaml", QUEUE, "other.yaml", wrong)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("other.yaml:3:")
                .hasMessageContaining("'text' is missing")
                .hasMessageContaining("1 ways")
                .hasMessageContaining("unknown key 'loud'");
    }

    @Test
    void aQueueAndADialogueForTheRestMustBeThere() {
        assertThatThrownBy(() -> Dialogues.of(Map.of("other.yaml", OTHER))).hasMessageContaining("queue.yaml");
        assertThatThrownBy(() ->
                        Dialogues.of(Map.of("queue.yaml", QUEUE, "a.yaml", "intents: [a]\nacts: [{say: Hello}]\n")))
                .hasMessageContaining("'other'");
    }
}
