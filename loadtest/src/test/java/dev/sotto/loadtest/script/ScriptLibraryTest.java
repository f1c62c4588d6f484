package dev.sotto.loadtest.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.loadtest.phone.Script;
import dev.sotto.loadtest.phone.Step;
import dev.sotto.loadtest.phone.Temper;
import dev.sotto.loadtest.phone.VoiceTraits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptLibraryTest {
    private static CallerScript parse(String text) {
        try {
            return ScriptLibrary.parse("me.yaml", text);
        } catch (ScriptException e) {
            throw new AssertionError(e);
        }
    }

    private static Script draw(String text, Cast cast) {
        return parse(text).draw(cast);
    }

    @Test
    void shippedCallersAreAllThereAndCanBePlayed() throws IOException {
        ScriptLibrary shipped = ScriptLibrary.shipped();

        assertThat(shipped.names()).contains("refund", "damaged", "status", "question", "barge_in", "attentive");
        for (String name : shipped.names()) {
            Script script = shipped.script(name).draw(Cast.of(1));
            assertThat(script.name()).isEqualTo(name);
            assertThat(script.steps()).isNotEmpty();
        }
        assertThat(shipped.voices("street")).hasSizeGreaterThan(4);
    }

    @Test
    void everyShippedFileIsInItsIndex() throws IOException {
        for (String folder : List.of("callers", "voices")) {
            Path files = Path.of("src/main/resources", folder);
            try (var all = Files.list(files)) {
                assertThat(Files.readAllLines(files.resolve("index.txt")))
                        .containsExactlyInAnyOrderElementsOf(
                                all.map(file -> file.getFileName().toString())
                                        .filter(name -> name.endsWith(".yaml"))
                                        .toList());
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
    }

    @Test
    void theRefundIsAsItAlwaysWas() {
        Script script = ScriptLibrary.shipped().script("refund").draw(Cast.of(3));

        assertThat(script.steps())
                .hasSize(8)
                .contains(new Step.Say("I want a refund"), new Step.Keys("730264"), new Step.HangUp());
        assertThat(script.temper()).isEqualTo(Temper.EVEN);
        assertThat(script.voice()).isEqualTo(VoiceTraits.PLAIN);
        assertThat(script.voice().noise()).isEqualTo(VoiceTraits.Noise.NONE).isNotNull();
    }

    @Test
    void everyCallerHasAnOrderOfTheirOwn() {
        Script script = ScriptLibrary.shipped().script("status").draw(Cast.of(3).with("order", "111222"));

        assertThat(script.steps()).contains(new Step.Keys("111222"));
    }

    private static final String ALTERNATIVES = """
            name: many
            voice: street
            variables: {item: [tent, boots]}
            steps:
              - say: ["my {{item}} broke", "the {{item}} is broken"]
              - hang_up: {probability: 0.5}
              - pause: 1s
              - hang_up: {at: 20s, probability: 0.5}
            """;

    @Test
    void theSameSeedDrawsTheSameAndOthersDrawAll() {
        CallerScript script = parse(ALTERNATIVES);
        assertThat(script.draw(Cast.of(9)).steps())
                .isEqualTo(script.draw(Cast.of(9)).steps());

        List<Script> drawn = IntStream.range(0, 200)
                .mapToObj(seed -> script.draw(Cast.of(seed)))
                .toList();

        assertThat(drawn.stream().map(one -> one.steps().get(0)).distinct()).hasSize(4);
        assertThat(drawn.stream().filter(one -> one.steps().contains(new Step.HangUp())))
                .hasSizeBetween(70, 130);
        assertThat(drawn.stream().filter(one -> one.temper().leavesAfter().isPresent()))
                .hasSizeBetween(70, 130)
                .allMatch(one -> one.temper().leavesAfter().get().equals(Duration.ofSeconds(20)));
        assertThat(drawn.stream().map(Script::voice).distinct()).hasSizeGreaterThan(4);
    }

    private static final String EVERYTHING = """
            name: everything
            about: uses all there is
            understands: text
            voice: {speed: 1.1, pitch: 0.9, loudness: -3, band: telephone, noise: {kind: babble, snr: 15}}
            patience: {queue: 45s, silence: 12s}
            within: 20s
            steps:
              - listen
              - listen: {quiet: 1s, within: 5s}
              - say: hello
              - keys: "{{order}}#"
              - pause: 300ms
              - stay_silent: {for: 12s}
              - stay_silent: 2s
              - talk_over: {after: 900ms, say: "excuse me"}
              - until_answered: {within: 60s}
              - until_sound
              - expect: "order {{order}}"
              - react:
                  to:
                    - {heard: "order number", keys: "{{order}}"}
                    - {heard: done, note: resolved, done: true}
                  otherwise: {say: pardon}
              - note: over
              - until_hung_up
            transferred:
              - await_person
              - await_person: {patience: 10s}
              - hang_up
            """;

    @Test
    void everyStepIsReadAsItIsMeant() {
        Script script = draw(EVERYTHING, Cast.of(1).with("order", "48"));
        Duration within = Duration.ofSeconds(20);

        assertThat(script.understandsText()).isTrue();
        assertThat(script.voice())
                .isEqualTo(
                        new VoiceTraits(1.1, 0.9, -3, true, new VoiceTraits.Noise(VoiceTraits.Noise.Kind.BABBLE, 15)));
        assertThat(script.temper()).isEqualTo(Temper.EVEN.patience(Duration.ofSeconds(45), Duration.ofSeconds(12)));
        assertThat(script.steps())
                .hasSize(14)
                .contains(
                        new Step.AwaitQuiet(Duration.ofMillis(700), within),
                        new Step.AwaitQuiet(Duration.ofSeconds(1), Duration.ofSeconds(5)),
                        new Step.Say("hello"),
                        new Step.Keys("48#"),
                        new Step.Pause(Duration.ofMillis(300)),
                        new Step.Pause(Duration.ofSeconds(12)),
                        new Step.TalkOver(Duration.ofMillis(900), "excuse me", within),
                        new Step.AwaitAnswer(Duration.ofMinutes(1)),
                        new Step.AwaitSound(within),
                        new Step.Note("over"),
                        new Step.AwaitHangUp(within));
        Step.React react = (Step.React) script.steps().get(11);
        assertThat(react.reactions().get(0).acts()).containsExactly(new Step.Keys("48"));
        assertThat(react.reactions().get(1).last()).isTrue();
        assertThat(react.reactions().get(1).note()).isEqualTo("resolved");
        assertThat(react.otherwise().acts()).containsExactly(new Step.Say("pardon"));
        Step.Expect expected = (Step.Expect) script.steps().get(10);
        assertThat(expected.heard().matcher("Your ORDER 48 is here").find()).isTrue();
        assertThat(script.transferred())
                .containsExactly(
                        new Step.AwaitPerson(Duration.ofSeconds(45)),
                        new Step.AwaitPerson(Duration.ofSeconds(10)),
                        new Step.HangUp());
    }

    @Test
    void whatTheExperimentDrawsGoesBeforeWhatTheFileSays() {
        Temper temper = Temper.EVEN.patience(Duration.ofSeconds(7), Duration.ofSeconds(8));

        Script script =
                draw(EVERYTHING, Cast.of(1).with("order", "48").with(temper).with(VoiceTraits.PLAIN));

        assertThat(script.temper()).isEqualTo(temper);
        assertThat(script.voice()).isEqualTo(VoiceTraits.PLAIN);
        assertThat(script.transferred()).contains(new Step.AwaitPerson(Duration.ofSeconds(7)));
    }

    @Test
    void aVariableIsNoPattern() {
        Script script = draw(
                "name: a\nunderstands: text\nsteps:\n  - expect: \"{{x}}\"\n",
                Cast.of(1).with("x", "a.c("));

        Step.Expect expected = (Step.Expect) script.steps().get(0);
        assertThat(expected.heard().matcher("abc").find()).isFalse();
        assertThat(expected.heard().matcher("a.c(").find()).isTrue();
    }

    @Test
    void aVariableThatNobodyGivesIsAnError() {
        CallerScript script = parse("name: a\nsteps:\n  - say: \"it is {{order}}\"\n");

        assertThat(script.variables()).containsExactly("order");
        assertThatThrownBy(() -> script.draw(Cast.of(1))).hasMessageContaining("{{order}}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            name: a; steps: [lisen]                                 | did you mean 'listen'?
            name: a; steps: [say]                                   | write - say
            name: a; steps: [{say: "!?"}]                           | one of them a letter
            name: a; steps: [{keys: abc}]                           | 0 to 9
            name: a; steps: [{pause: soon}]                         | a duration
            name: a; steps: [{expect: hello}]                       | add understands: text
            name: a; understands: text; steps: [{expect: "("}]      | as in Java
            name: a; steps: []                                      | a caller who does nothing
            name: a; steps: [{hang_up: {probability: 2}}]           | from 0 to 1
            name: a; steps: [listen]; voice: {speed: 9}             | between 0.5 and 2.0
            name: a; steps: [listen]; voice: streets                | did you mean 'street'?
            name: a; steps: [listen]; patients: {queue: 3s}         | did you mean 'patience'?
            name: a; steps: [{say: {audio: no.wav}}]                | beside this file
            name: A B; steps: [listen]                              | small letters
            steps: [listen]                                         | what --mix calls it
            """)
    void whatIsWrongIsSaidWithItsPlaceAndAHint(String text, String hint) {
        String yaml = "\n{" + text.replace(";", ",") + "}";

        assertThatThrownBy(() -> ScriptLibrary.parse("me.yaml", yaml))
                .isInstanceOf(ScriptException.class)
                .hasMessageContaining(hint)
                .hasMessageContaining("me.yaml:2:");
    }

    @Test
    void aFolderOfOnesOwnWithVoicesOfItsOwn(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("one.yaml"), "name: one\nvoice: deep\nsteps: [listen]\n");
        Files.writeString(folder.resolve("two.yaml"), "name: two\nvoice: street\nsteps: [listen]\n");
        Files.createDirectory(folder.resolve("voices"));
        Files.writeString(folder.resolve("voices/deep.yaml"), "voices: [{pitch: 0.8}]\n");

        ScriptLibrary own = ScriptLibrary.load(folder);

        assertThat(own.names()).containsExactly("one", "two");
        assertThat(own.script("one").draw(Cast.of(1)).voice().pitch()).isEqualTo(0.8);
        assertThatThrownBy(() -> own.script("on")).hasMessageContaining("did you mean 'one'?");
        assertThat(ScriptLibrary.load(folder.resolve("two.yaml")).names()).containsExactly("two");
    }

    @Test
    void twoOfOneNameAreOneTooMany(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("one.yaml"), "name: one\nsteps: [listen]\n");
        Files.writeString(folder.resolve("two.yaml"), "name: one\nsteps: [listen]\n");

        assertThatThrownBy(() -> ScriptLibrary.load(folder)).hasMessageContaining("there are two callers 'one'");
    }
}
