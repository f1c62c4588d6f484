package dev.sotto.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {
    @Test
    void noBodyIsAnEmptyOne() {
        assertThat(JsonBody.parse((Buffer) null).has("x")).isFalse();
        assertThat(JsonBody.parse(Buffer.buffer()).integer("x", 1, 2, 0)).isZero();
    }

    @Test
    void controlCharactersAreDroppedAndLinesStay() {
        var body = JsonBody.parse("{\"text\":\" a\\u0000\\u001b[31m\\nb\\u202e \\ud800\"}");
        assertThat(body.text("text", 10)).isEqualTo("a[31m\nb");
    }

    @Test
    void passwordsAreLeftAlone() {
        assertThat(JsonBody.parse("{\"p\":\" a \"}").secret("p", 5)).isEqualTo(" a ");
    }

    @Test
    void errorsNameThePosition() {
        assertThatThrownBy(() -> JsonBody.parse("{\"a\": nope}")).hasMessageContaining("line 1, column");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"v\":[]}", "{\"v\":{\"a\":1}}", "{\"v\":{\"a\":null}}", "{\"v\":\"x\"}"})
    void variablesAreStrings(String text) {
        assertThatThrownBy(() -> JsonBody.parse(text).variables("v")).isInstanceOf(Problem.class);
    }

    @Test
    void variablesAreRead() {
        assertThat(JsonBody.parse("{\"v\":{\"a\":\"1\"}}").variables("v")).isEqualTo(Map.of("a", "1"));
    }

    @Test
    void deepNestingIsAProblemAndNotAStackOverflow() {
        assertThatThrownBy(() -> JsonBody.parse("[".repeat(60_000))).isInstanceOf(Problem.class);
    }
}
