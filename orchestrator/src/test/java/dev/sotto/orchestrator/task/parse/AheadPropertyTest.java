package dev.sotto.orchestrator.task.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.task.Op;
import dev.sotto.orchestrator.task.Playbook;
import dev.sotto.orchestrator.task.Task;
import dev.sotto.orchestrator.task.parse.Walk.Passage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/** Random tasks, walked through to their ends: what is asked ahead would have been asked anyway, in the same words. */
final class AheadPropertyTest {
    private static final int WALKS = 40;
    private static final int MOST_WALKS = 1500;

    private static Optional<Task> task(List<String> steps) {
        String file = """
                task: t
                when: [one, two, three]
                slots:
                  a: {type: text, ask: "A?"}
                  b: {type: text, ask: "B?"}
                  c: {type: text, ask: "{{order.items | default: that}}, C?"}
                  d: {type: text, ask: "{{answer.label | default: so}}, D?"}
                  e: {type: text, ask: "{{a | default: you}}, E?"}
                steps:
                  - {call: orders.lookup, with: {number: "1"}, into: order, on_not_found: {goto: first}, on_error: {goto: first}}
                  - {label: first, say: Hello}
                """ + "  - " + String.join("\n  - ", steps);
        Playbook playbook = new Folder().with("tasks/t.yaml", file).check().playbook();
        return Optional.ofNullable(playbook).map(found -> found.tasks().get("t"));
    }

    private static boolean foresees(Task task) {
        return task.program().ops().stream()
                .anyMatch(op -> op instanceof Op.Consult consult
                        && !consult.point().ahead().isEmpty());
    }

    @Property(tries = 500)
    void eachIsAskedOnEveryWalkInTheSameWords(@ForAll("anyTask") List<String> steps, @ForAll Random random) {
        Optional<Task> task = task(steps);
        Statistics.label("asks ahead")
                .collect(task.isPresent() && foresees(task.get()))
                .coverage(share -> share.check(true).percentage(percent -> percent > 3));
        if (task.isEmpty()) {
            return;
        }
        for (int walk = 0; walk < WALKS; walk++) {
            for (Passage passage : Walk.through(task.get(), random::nextInt)) {
                assertThat(passage.point.ahead())
                        .allSatisfy(slot ->
                                assertThat(passage.wordsAsked.get(slot)).isEqualTo(passage.wordsBefore.get(slot)));
                assertThat(passage.point.ahead())
                        .doesNotHaveDuplicates()
                        .noneMatch(slot -> passage.point.meanwhile().stream()
                                .anyMatch(step ->
                                        step instanceof Op.Ask ask && ask.slot().equals(slot)));
            }
        }
    }

    /** What the caller is asked instead of a person is not known when a person has answered. */
    @Example
    void whatIsAskedInsteadOfAPersonMayBeEmpty() {
        Task task = task(List.of(
                        "{consult: x, kind: instruction, question: Q, on_timeout: {policy: ask_caller, ask: a}, on_decline: {goto: last}}",
                        "{consult: x, kind: approval, question: Q, on_timeout: {policy: decline}, on_decline: {goto: last}}",
                        "{ask: a}",
                        "{label: last, say: Right}",
                        "{ask: e}"))
                .orElseThrow();

        assertThat(task.program().ops())
                .filteredOn(Op.Consult.class::isInstance)
                .allSatisfy(op -> assertThat(((Op.Consult) op).point().ahead()).doesNotContain("e"));
    }

    /** All walks of tasks that don't go round: nothing that could have been asked ahead is missing. */
    @Property(tries = 600)
    void noneIsMissing(@ForAll("straightTask") List<String> steps) {
        Optional<Task> task = task(steps);
        if (task.isEmpty()) {
            return;
        }
        Map<Op.ConsultPoint, List<Passage>> passages = new IdentityHashMap<>();
        boolean all = everyWalk(task.get(), passages);
        Statistics.label("asks ahead")
                .collect(all && foresees(task.get()))
                .coverage(share -> share.check(true).percentage(percent -> percent > 3));
        if (all) {
            passages.forEach((point, found) -> assertThat(point.ahead())
                    .as(String.join("\n", steps))
                    .containsExactlyInAnyOrderElementsOf(certain(task.get(), point, found)));
        }
    }

    private static Set<String> certain(Task task, Op.ConsultPoint point, List<Passage> passages) {
        Set<String> certain = new HashSet<>(task.slots().keySet());
        for (Passage passage : passages) {
            certain.removeIf(slot -> !passage.asks(slot)
                    || !passage.known.containsAll(task.slots().get(slot).ask().variables()));
        }
        certain.removeIf(slot -> passages.stream().allMatch(passage -> passage.known.contains(slot)));
        point.meanwhile().forEach(step -> certain.remove(((Op.Ask) step).slot()));
        return certain;
    }

    /** Counts through all choices; false when there are too many. */
    private static boolean everyWalk(Task task, Map<Op.ConsultPoint, List<Passage>> passages) {
        List<int[]> choices = new ArrayList<>();
        for (int walk = 0; walk < MOST_WALKS; walk++) {
            int[] made = {0};
            for (Passage passage : Walk.through(task, ways -> {
                if (made[0] == choices.size()) {
                    choices.add(new int[] {0, ways});
                }
                return choices.get(made[0]++)[0];
            })) {
                passages.computeIfAbsent(passage.point, point -> new ArrayList<>())
                        .add(passage);
            }
            while (!choices.isEmpty() && ++choices.get(choices.size() - 1)[0] == choices.get(choices.size() - 1)[1]) {
                choices.remove(choices.size() - 1);
            }
            if (choices.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    @Provide
    Arbitrary<List<String>> anyTask() {
        return steps(Arbitraries.frequencyOf(Tuple.of(9, straight()), Tuple.of(2, round())));
    }

    @Provide
    Arbitrary<List<String>> straightTask() {
        return steps(straight());
    }

    private static Arbitrary<List<String>> steps(Arbitrary<String> step) {
        Arbitrary<List<String>> before = step.list().ofMaxSize(3);
        Arbitrary<List<String>> after = step.list().ofMaxSize(4);
        Arbitrary<List<String>> last = ask().list().ofMaxSize(2);
        return Combinators.combine(before, consult(), after, last).as((first, consult, then, end) -> {
            List<String> steps = new ArrayList<>(first);
            steps.add(consult);
            steps.addAll(then);
            steps.add("{label: last, say: Right}");
            steps.addAll(end);
            return steps;
        });
    }

    private static Arbitrary<String> straight() {
        Arbitrary<String> plain = Arbitraries.frequencyOf(
                Tuple.of(5, ask()),
                Tuple.of(1, consult()),
                Tuple.of(1, lookup()),
                Tuple.of(1, Arbitraries.of("{say: Hi}", "{if: \"today == '1'\", goto: last}")));
        Arbitrary<String> block = plain.list().ofMinSize(1).ofMaxSize(2).map(list -> String.join(", ", list));
        Arbitrary<String> branch = Combinators.combine(block, block)
                .as((then, otherwise) -> "{if: \"today == '1'\", then: [" + then + "], else: [" + otherwise + "]}");
        return Arbitraries.frequencyOf(Tuple.of(4, plain), Tuple.of(1, branch));
    }

    private static Arbitrary<String> round() {
        return Arbitraries.of("a", "b", "c", "e")
                .flatMap(slot -> Arbitraries.of(
                        "{if: \"today == '1'\", ask_again: " + slot + "}",
                        "{set: {" + slot + ": today}}",
                        "{consult: x, kind: instruction, question: Q, on_timeout: {policy: ask_caller, ask: " + slot
                                + "}, on_decline: {goto: last}}"));
    }

    private static Arbitrary<String> ask() {
        return Arbitraries.of("a", "b", "c", "d", "e").map(slot -> "{ask: " + slot + "}");
    }

    private static Arbitrary<String> lookup() {
        return Arbitraries.of(
                "{call: orders.lookup, with: {number: \"1\"}, into: order, on_not_found: {goto: last}, on_error: {goto: last}}",
                "{call: orders.lookup, with: {number: \"1\"}, into: order, on_error: {say: Sorry}}",
                "{call: orders.lookup, with: {number: \"1\"}, into: order, on_error: {goto: last}}",
                "{call: orders.lookup, with: {number: \"1\"}, into: order, on_not_found: {goto: last}}");
    }

    private static Arbitrary<String> consult() {
        return Combinators.combine(
                        Arbitraries.of("approval", "clarification", "instruction"),
                        Arbitraries.of("", ", on_decline: {say: No}", ", on_decline: {goto: last}"),
                        Arbitraries.of("decline", "call_back", "decline, say: No", "ask_caller", "transfer, target: x"),
                        Arbitraries.of("", "", ", meanwhile: [{ask: b}]"))
                .as((kind, decline, policy, meanwhile) -> "{consult: x, kind: " + kind
                        + ", question: Q, on_timeout: {policy: " + policy + "}" + decline + meanwhile + "}");
    }
}
