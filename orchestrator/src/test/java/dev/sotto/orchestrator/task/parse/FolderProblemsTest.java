package dev.sotto.orchestrator.task.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes around the steps: in the assistant's file, tools, slots, knowledge and the folder itself. */
final class FolderProblemsTest {
    private static final String TOOL = "base: http://shop.example\ntools:\n  t.x:\n    ";
    private static final String TASK = "task: t\nwhen: [one, two, three]\nsteps:\n  - say: Hello\n";

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource
    void isReported(String file, String text, String expected) {
        Folder folder = new Folder().with("tasks/t.yaml", TASK).with(file, text);

        assertThat(folder.problems()).containsExactly((file + ":" + expected).split("\n"));
    }

    static Stream<Arguments> isReported() {
        return Stream.of(
                // the assistant
                of("assistant.yaml", "greeting: Hello\n", "1:1: 'company' is missing (whose assistant it is)"),
                of(
                        "assistant.yaml",
                        "company: A\ngreting: Hello\n",
                        "1:1: 'greeting' is missing (the first words of a call)",
                        "2:1: unknown key 'greting' (did you mean 'greeting'?)"),
                of(
                        "assistant.yaml",
                        "company: A\ngreeting: B\ncurrency: USDD\n",
                        "3:11: 'USDD' is no currency (an ISO 4217 code: USD, EUR, GBP)"),
                of(
                        "assistant.yaml",
                        "company: A\ngreeting: B\nperson_task: tt\n",
                        "3:14: there is no task 'tt' (did you mean 't'?)"),
                of("assistant.yaml", "- a\n", "1:1: the file is a list (begin with company: and a name)"),
                of("assistant.yaml", "", "1:1: the file is empty"),
                // tools
                of(
                        "tools.yaml",
                        TOOL + "arguments: {a: text}\n",
                        "4:5: 'request' is missing (request: GET /orders/{number})"),
                of(
                        "tools.yaml",
                        TOOL + "request: FETCH /x\n",
                        "4:14: 'FETCH' is no method (known: DELETE, GET, PATCH, POST, PUT)"),
                of(
                        "tools.yaml",
                        TOOL + "request: GET /x/{b}\n    arguments: {a: text}\n",
                        "4:14: the URL has {b}, which is no argument (did you mean 'a'?)"),
                of(
                        "tools.yaml",
                        TOOL + "request: GET /x\n    arguments: {a: txt}\n",
                        "5:20: 'txt' is no type (did you mean 'text'?)"),
                of(
                        "tools.yaml",
                        TOOL + "request: GET /x\n    gated: ja\n",
                        "5:12: 'gated' is 'ja' (it must be true or false)"),
                of(
                        "tools.yaml",
                        TOOL + "request: GET /x\n    retries: 50\n",
                        "5:14: 'retries' is 50 (it must be between 0 and 10)"),
                of(
                        "tools.yaml",
                        TOOL + "request: GET /x\n    timeout: 1h\n",
                        "5:14: 'timeout' is 1h (it must be between 50ms and 2m)"),
                of(
                        "tools.yaml",
                        TOOL + "request: GET ${shp}/x\n",
                        "4:14: nothing is known for ${shp} (did you mean 'shop'?)"),
                of(
                        "tools.yaml",
                        "tools: {t.x: {request: GET /x}}",
                        "1:24: '/x' is no address (begin with http:// or https://, here or in 'base')"),
                of(
                        "tools.yaml",
                        TOOL + "request: POST /x\n    arguments: {amount: number}\n",
                        "3:3: 't.x' looks like money ('amount') and is not gated (add gated: true, so that it needs an approval)"),
                of(
                        "tools.yaml",
                        "base: http://a.example\ntools: {cards.charge: {request: POST /x, gated: false}}",
                        "2:9: 'cards.charge' looks like money ('charge') and is not gated (add gated: true, so that it needs an approval)"),
                // tasks and slots
                of(
                        "tasks/u.yaml",
                        "task: u\nsteps: [{say: Hi}]\n",
                        "1:1: 'when' is missing (give some examples of what customers say who want this)"),
                of(
                        "tasks/u.yaml",
                        "task: u\nwhen: [a]\nsteps: [{say: Hi}]\n",
                        "2:1: warning: there are only 1 examples (give at least 3, ten are good)"),
                of(
                        "tasks/u.yaml",
                        "task: u\nwhen: [a, b, One!]\nsteps: [{say: Hi}]\n",
                        "2:14: warning: the example 'One!' is there twice (the first is in tasks/t.yaml:2:8)"),
                of(
                        "tasks/u.yaml",
                        "task: t\nwhen: [a, b, c]\nsteps: [{say: Hi}]\n",
                        "1:7: the task 't' is there twice (the first is in tasks/t.yaml:1:7)"),
                of(
                        "tasks/u.yaml",
                        "task: u\nwhen: [a, b, c]\n",
                        "1:1: 'steps' is missing (say what the assistant does)"),
                of(
                        "tasks/u.yaml",
                        slots("{type: digit, ask: \"?\"}"),
                        "4:13: 'digit' is no type (did you mean 'digits'?)"),
                of(
                        "tasks/u.yaml",
                        slots("{type: text, length: 3, ask: \"?\"}"),
                        "4:19: only digits have a length (remove it)"),
                of(
                        "tasks/u.yaml",
                        slots("{type: choice, ask: \"?\"}"),
                        "4:6: a choice needs two or more 'choices' (choices: [replace, repair])"),
                of(
                        "tasks/u.yaml",
                        slots("{type: email, confirm: false, ask: \"?\"}"),
                        "4:20: spoken email is always read back (remove 'confirm')"),
                of("tasks/u.yaml", slots("{type: text}"), "4:6: 'ask' is missing (the question to the customer)"),
                of(
                        "tasks/u.yaml",
                        "task: u\nwhen: [a, b, c]\nslots: {x: {type: text, ask: \"?\"}}\nsteps: [{say: Hi}]\n",
                        "3:9: warning: the slot 'x' is never asked for (ask for it or remove it)"),
                // knowledge
                of(
                        "knowledge/k.md",
                        "Hello\n# a\n- b?\nc\n",
                        "1:1: this stands before the first topic (begin with '# topic')"),
                of("knowledge/k.md", "# a\nc\n", "1:1: 'a' has no questions (list them: - When are you open?)"),
                of(
                        "knowledge/k.md",
                        "\n# a\n- b?\n",
                        "2:1: 'a' has no answer (write it below the questions, after an empty line)"),
                of(
                        "knowledge/k.md",
                        "# a\n- b?\nc\n- d?\n",
                        "4:1: a list stands in the answer (questions come first; the answer is spoken, so write sentences)"),
                of(
                        "knowledge/k.md",
                        "# a\n- b?\n\nc\n# A\n- d?\n\ne\n",
                        "5:1: the topic 'A' is there twice (the first is in knowledge/k.md:1:1)"),
                // YAML itself
                of(
                        "tasks/u.yaml",
                        "task: [u\n",
                        "2:1: this is not YAML: expected ',' or ']', but got <stream end> (check indentation, quotes and colons)"),
                of(
                        "tasks/u.yaml",
                        "task: &a u\n",
                        "1:7: anchors (&name) are not allowed (write the value out where it is needed)"),
                of("tasks/u.yaml", "task: *a\n", "1:7: aliases (*name) are not allowed (write the value out again)"),
                of(
                        "tasks/u.yaml",
                        "task: !x u\n",
                        "1:7: tags (!name) are not allowed (write plain text, numbers, lists and maps)"),
                of(
                        "tasks/u.yaml",
                        "task: u\n---\ntask: v\n",
                        "2:1: a second document begins here (one file, one document: remove the ---)"),
                of(
                        "tasks/u.yaml",
                        "task: u\nwhen: [a, b, c]\ntask: v\nsteps: [{say: Hi}]\n",
                        "3:1: 'task' stands here twice (the first is in line 1)"),
                of("tasks/u.yaml", "x: " + "[".repeat(40) + "]".repeat(40), "1:35: this is nested more than 32 deep"),
                of(
                        "tasks/u.yaml",
                        "x" + "y".repeat(300_000),
                        "1:1: the file is longer than 262144 characters (split it)"),
                of(
                        "other.yaml",
                        "a: b\n",
                        "1:1: warning: the file is not read (tasks are tasks/*.yaml, knowledge is knowledge/*.md, the prompt is prompts/assistant.md)"));
    }

    private static String slots(String slot) {
        return "task: u\nwhen: [a, b, c]\nslots:\n  x: " + slot + "\nsteps: [{ask: x}]\n";
    }

    private static Arguments of(String file, String text, String... expected) {
        return Arguments.of(file, text, String.join("\n" + file + ":", expected));
    }

    @Test
    void everythingIsReportedAtOnceInTheOrderOfTheFiles(@TempDir Path folder) throws Exception {
        Files.createDirectories(folder.resolve("tasks"));
        Files.createDirectories(folder.resolve("knowledge"));
        Files.writeString(folder.resolve("assistant.yaml"), "company: A\n");
        Files.writeString(
                folder.resolve("tools.yaml"),
                TOOL + "request: POST /refunds\n    arguments: {amount: number}\n    gatd: true\n");
        Files.writeString(
                folder.resolve("tasks/a.yaml"),
                "task: a\nwhen: [x, y, z]\nsteps:\n  - ask: nothing\n  - say: \"{{nobody}}\"\n  - end: task\n  - say: Bye\n");
        Files.writeString(folder.resolve("tasks/b.yaml"), "task: [b\n");
        Files.writeString(folder.resolve("knowledge/k.md"), "# k\n");

        assertThatThrownBy(() -> PlaybookLoader.load(folder))
                .isInstanceOfSatisfying(
                        PlaybookException.class,
                        refused -> assertThat(refused.problems())
                                .extracting(problem ->
                                        problem.at().file() + ":" + problem.at().line())
                                .containsExactly(
                                        "assistant.yaml:1",
                                        "knowledge/k.md:1",
                                        "knowledge/k.md:1",
                                        "tasks/a.yaml:4",
                                        "tasks/a.yaml:5",
                                        "tasks/a.yaml:7",
                                        "tasks/b.yaml:2",
                                        "tools.yaml:3",
                                        "tools.yaml:6"))
                .hasMessageContaining("unknown key 'gatd' (did you mean 'gated'?)");
    }

    @Test
    void aFolderThatIsNotThereIsAProblemNotACrash() {
        assertThatThrownBy(() -> PlaybookLoader.load(Path.of("no-such-folder")))
                .isInstanceOf(PlaybookException.class)
                .hasMessageContaining("there is no such folder");
    }

    @Test
    void aFileThatIsNoTextIsAProblem(@TempDir Path folder) throws Exception {
        Files.write(folder.resolve("assistant.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});

        assertThat(PlaybookLoader.check(folder, Map.of()).problems())
                .anySatisfy(problem ->
                        assertThat(problem).asString().contains("assistant.yaml:1:1: the file is not UTF-8 text"));
    }

    @Test
    void theFingerprintChangesWithAnyFileAndOnlyThen() {
        Folder folder = new Folder().with("tasks/t.yaml", TASK);
        String before = folder.check().playbook().fingerprint();

        assertThat(folder.check().playbook().fingerprint()).isEqualTo(before);
        assertThat(folder.with("knowledge/k.md", "# a\n- b?\n\nc\n")
                        .check()
                        .playbook()
                        .fingerprint())
                .isNotEqualTo(before);
    }
}
