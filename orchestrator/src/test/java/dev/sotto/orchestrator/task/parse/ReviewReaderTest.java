package dev.sotto.orchestrator.task.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.task.Review;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Approver mode as a task file says it; {@code review} stands in line 3. */
final class ReviewReaderTest {
    private static Folder task(String review) {
        return new Folder().with("tasks/t.yaml", "task: t\nwhen: [a, b, c]\n" + review + "\nsteps: [{say: Hi}]\n");
    }

    private static Review review(String review) {
        return task(review).check().playbook().tasks().get("t").review();
    }

    @Test
    void trueMeansAnybodyAndTenSecondsAndWaiting() {
        assertThat(review("review: true"))
                .isEqualTo(new Review("general", Duration.ofSeconds(10), Review.Otherwise.WAIT, null));
        assertThat(review("review: {}")).isEqualTo(review("review: true"));
    }

    @Test
    void withoutItMessagesGoStraightOut() {
        assertThat(review("title: a thing")).isNull();
        assertThat(review("review: false")).isNull();
    }

    @Test
    void everythingCanBeSaid() {
        Review review = review(
                "review: {skill: editors, within: 8s, otherwise: drop, safe: \"One moment, by {{call.channel}}.\"}");

        assertThat(review.skill()).isEqualTo("editors");
        assertThat(review.within()).isEqualTo(Duration.ofSeconds(8));
        assertThat(review.otherwise()).isEqualTo(Review.Otherwise.DROP);
        assertThat(review.safe().render(Map.of("call", Map.of("channel", "chat"))))
                .isEqualTo("One moment, by chat.");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void isReported(String review, String expected) {
        assertThat(task(review).problems()).containsExactly("tasks/t.yaml:" + expected);
    }

    static Stream<Arguments> isReported() {
        return Stream.of(
                Arguments.of(
                        "review: always",
                        "3:9: 'review' is text (true, or {skill: .., within: 10s, otherwise: wait, safe: \"..\"})"),
                Arguments.of("review: {skil: a}", "3:10: unknown key 'skil' (did you mean 'skill'?)"),
                Arguments.of("review: {within: 2h}", "3:18: 'within' is 2h (it must be between 100ms and 1h)"),
                Arguments.of("review: {otherwise: dorp}", "3:21: 'dorp' is no otherwise (did you mean 'drop'?)"),
                Arguments.of(
                        "review: {otherwise: accept}",
                        "3:21: warning: a message that nobody has looked at goes out as it is (each time is marked in the journal)"),
                Arguments.of(
                        "review: {safe: \"About {{number}}.\"}",
                        "3:16: 'number' may not be known when this is said (only call, customer and today can be read here)"),
                Arguments.of(
                        "review: {skill: A}",
                        "3:17: 'A' is no name for a skill (small letters, digits and _, a letter first)"));
    }

    @Test
    void aSafePhraseThatIsNeverSaidIsAMistake() {
        assertThat(task("review: {otherwise: accept, safe: Hm}").problems())
                .hasSize(2)
                .contains("tasks/t.yaml:3:29: with otherwise: accept this is never said (remove it)");
    }
}
