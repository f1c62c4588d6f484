package dev.sotto.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

class JsonBodyFuzzTest {
    @FuzzTest(maxDuration = "10s")
    void whateverComesIsABodyOrAProblem(FuzzedDataProvider data) {
        try {
            JsonBody body = JsonBody.parse(data.consumeRemainingAsString());
            body.variables("variables");
            body.integer("n", 0, 10, 0);
            String text = body.text("text", 100);
            assertThat(text).isNotEmpty().hasSizeLessThanOrEqualTo(100).isEqualTo(text.strip());
        } catch (Problem problem) {
            assertThat(problem.status()).isEqualTo(400);
        }
    }
}
