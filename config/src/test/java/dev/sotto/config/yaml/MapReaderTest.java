package dev.sotto.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MapReaderTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Problems problems = new Problems();

    private MapReader reader(String text) {
        return new MapReader((YamlMap) YamlDocument.parse("f", text, problems).orElseThrow(), problems);
    }

    private String only() {
        assertThat(problems.all()).hasSize(1);
        return problems.all().get(0).toString();
    }

    @Test
    void readsWhatIsThere() {
        MapReader in = reader("name: x\nport: 5060\non: true\nwait: 2m\nlist: [a, 5]\nunit: seconds\nmap: {a: 1}\n");

        assertThat(in.text("name")).contains("x");
        assertThat(in.integer("port", 1, 1, 65535)).isEqualTo(5060);
        assertThat(in.truth("on", false)).isTrue();
        assertThat(in.duration("wait", SECOND, SECOND, Duration.ofHours(1))).isEqualTo(Duration.ofMinutes(2));
        assertThat(in.texts("list")).extracting(YamlScalar::text).containsExactly("a", "5");
        assertThat(in.choice("unit", TimeUnit.class)).contains(TimeUnit.SECONDS);
        assertThat(in.map("map")).isPresent();
        in.done();
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void absentKeysHaveTheirDefaults() {
        MapReader in = reader("{}");

        assertThat(in.text("name")).isEmpty();
        assertThat(in.integer("port", 7, 1, 10)).isEqualTo(7);
        assertThat(in.truth("on", true)).isTrue();
        assertThat(in.duration("wait", SECOND, SECOND, SECOND)).isEqualTo(SECOND);
        assertThat(in.texts("list")).isEmpty();
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void unknownKeysAreReportedWithTheNearestOne() {
        MapReader in = reader("prot: 1\nxyz: 2\n");
        in.integer("port", 1, 1, 10);
        in.text("name");
        in.done();

        assertThat(problems.all())
                .extracting(Problem::toString)
                .containsExactly(
                        "f:1:1: unknown key 'prot' (did you mean 'port'?)",
                        "f:2:1: unknown key 'xyz' (known: name, port)");
    }

    @ParameterizedTest
    @CsvSource({
        "0, it must be between 1 and 10", "11, it must be between 1 and 10", "1.5, it must be between 1 and 10",
        "99999999999999999, it must be between 1 and 10", "ten, it must be a whole number",
                "'\"5\"', it must be a whole number",
        "true, it must be a whole number"
    })
    void aBadWholeNumberIsReportedAndTheDefaultCounts(String text, String hint) {
        assertThat(reader("k: " + text).integer("k", 3, 1, 10)).isEqualTo(3);
        assertThat(only()).startsWith("f:1:4: 'k' is ").endsWith("(" + hint + ")");
    }

    @Test
    void aWrongTypeIsReportedAtTheValue() {
        assertThat(reader("k:\n  - a\n").text("k")).isEmpty();
        assertThat(only()).isEqualTo("f:2:3: 'k' is a list (it must be text)");
    }

    @Test
    void aKeyWithoutAValueIsReported() {
        assertThat(reader("k:\n").text("k")).isEmpty();
        assertThat(only()).contains("'k' has no value");
    }

    @Test
    void aRequiredKeyThatIsMissingIsReportedOnce() {
        MapReader in = reader("a: 1\n");
        in.text("a");
        in.requiredText("k", "say what");
        in.done();

        assertThat(only()).isEqualTo("f:1:1: 'k' is missing (say what)");
    }

    @Test
    void anUnknownChoiceIsReportedWithTheNearestOne() {
        assertThat(reader("unit: secods").choice("unit", TimeUnit.class)).isEmpty();
        assertThat(only()).isEqualTo("f:1:7: 'secods' is no unit (did you mean 'seconds'?)");
    }

    @ParameterizedTest
    @CsvSource({"500ms, 500", "15s, 15000", "2m, 120000", "1h, 3600000", "1d, 86400000", "0s, 0", "1 s, 1000"})
    void durationsAreWrittenAsPeopleDo(String text, long millis) {
        assertThat(Durations.parse(text)).contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({"15", "s", "-1s", "1.5s", "1sec", "9999999999s", "PT1S", "''"})
    void whatIsNoDurationIsNone(String text) {
        assertThat(Durations.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PT0.5S, 500ms", "PT15S, 15s", "PT2M, 2m", "PT90S, 90s", "PT1H, 1h", "PT0S, 0s"})
    void durationsAreWrittenBack(Duration duration, String text) {
        assertThat(Durations.format(duration)).isEqualTo(text);
        assertThat(Durations.parse(text)).contains(duration);
    }
}
