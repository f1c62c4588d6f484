package dev.sotto.media.speech.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.speech.Hypothesis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TranscriptionAnswerTest {
    @Test
    void plainAnswersAreTakenAtTheUsualConfidence() {
        TranscriptionAnswer answer = TranscriptionAnswer.parse("{\"text\":\"Where's my order, No. 482,913?\"}");

        assertThat(answer.hypothesis()).isEqualTo(new Hypothesis("where's my order no 482913", 0.8));
    }

    @Test
    void wordsForSilenceAreNothing() {
        TranscriptionAnswer answer = TranscriptionAnswer.parse(
                "{\"text\":\"Thank you for watching!\",\"segments\":[{\"avg_logprob\":-0.3,\"no_speech_prob\":0.92}]}");

        assertThat(answer.hypothesis()).isEqualTo(Hypothesis.NOTHING);
    }

    @Test
    void doubtIsTold() {
        TranscriptionAnswer answer = TranscriptionAnswer.parse(
                "{\"text\":\"maybe\",\"segments\":[{\"avg_logprob\":-1.2,\"no_speech_prob\":0.1}]}");

        assertThat(answer.hypothesis().confidence()).isLessThan(Hypothesis.DOUBTFUL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}", "{\"text\":\"a\",\"segments\":{}}", "nonsense"})
    void whatIsNoAnswerIsNone(String json) {
        assertThat(TranscriptionAnswer.parse(json)).isNull();
    }
}
