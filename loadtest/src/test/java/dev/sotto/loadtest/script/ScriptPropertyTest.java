package dev.sotto.loadtest.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.loadtest.phone.Script;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;

/** Whatever a file holds, it is a caller or a list of problems. */
final class ScriptPropertyTest {
    private static void read(String text) {
        try {
            CallerScript script = ScriptLibrary.parse("f.yaml", text);
            Cast cast = Cast.of(1);
            for (String name : script.variables()) {
                cast = cast.with(name, "1");
            }
            Script drawn = script.draw(cast);
            assertThat(drawn.name()).isNotEmpty();
        } catch (ScriptException e) {
            assertThat(e.problems())
                    .isNotEmpty()
                    .allSatisfy(problem -> assertThat(problem.at().line()).isPositive());
        }
    }

    @Property(tries = 300)
    void anyTextIsACallerOrAProblem(@ForAll @StringLength(max = 80) String text) {
        read(text);
    }

    @Property(tries = 1500)
    void anyStepsAreACallerOrAProblem(@ForAll("steps") String steps) {
        read("name: a\nunderstands: text\nsteps:\n" + steps);
    }

    @Property(tries = 500)
    void anyKeysAreACallerOrAProblem(@ForAll("parts") String parts) {
        read("name: a\nsteps: [listen]\n" + parts);
    }

    @Provide
    Arbitrary<String> steps() {
        Arbitrary<String> name = Arbitraries.of(
                "listen",
                "say",
                "keys",
                "pause",
                "stay_silent",
                "talk_over",
                "until_answered",
                "until_sound",
                "until_hung_up",
                "expect",
                "react",
                "note",
                "hang_up",
                "await_person",
                "sing",
                "");
        return name.flatMap(step -> value().map(value -> "  - " + step + value + "\n"))
                .list()
                .ofMaxSize(4)
                .map(lines -> String.join("", lines));
    }

    @Provide
    Arbitrary<String> parts() {
        return Arbitraries.of("voice", "patience", "within", "variables", "transferred", "understands", "about", "x")
                .flatMap(key -> value().map(value -> key + value + "\n"))
                .list()
                .ofMaxSize(3)
                .map(lines -> String.join("", lines));
    }

    private static Arbitrary<String> value() {
        return Arbitraries.of(
                "",
                ":",
                ": ~",
                ": hello",
                ": \"{{x}}\"",
                ": \"{{X}}\"",
                ": {{x}}",
                ": 12",
                ": 12s",
                ": -1s",
                ": 99999h",
                ": 1e999",
                ": .nan",
                ": \"(\"",
                ": \"[\\uD800\"",
                ": []",
                ": {}",
                ": [[]]",
                ": [a, {}]",
                ": {audio: \"\\0\"}",
                ": {audio: ../x.wav}",
                ": {for: 3s}",
                ": {after: 1s, say: [a, b]}",
                ": {after: 1s}",
                ": {heard: \"*\"}",
                ": {within: 1s}",
                ": {at: 0s, probability: -1}",
                ": {to: []}",
                ": {to: [{heard: a}]}",
                ": {to: [{heard: a, say: b}], otherwise: {done: true}}",
                ": {to: [{heard: \"{{x}}\", keys: \"{{x}}\"}], otherwise: []}",
                ": {speed: a, pitch: {}, noise: {kind: loud, snr: 1000}}",
                ": {queue: 1ms, silence: -3s}",
                ": nobody",
                ": &a b",
                ": !!str b");
    }
}
