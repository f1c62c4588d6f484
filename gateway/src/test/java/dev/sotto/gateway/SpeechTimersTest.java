package dev.sotto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.speech.service.ServiceFailure;
import dev.sotto.media.speech.service.ServiceMeter;
import org.junit.jupiter.api.Test;

class SpeechTimersTest {
    private final Meters meters = new Meters();

    @Test
    void whatAnEngineDoesIsInTheMetrics() {
        ServiceMeter meter = meters.speech("deepgram", "recognizer");
        meter.streams(1);
        meter.firstResult(200_000_000);
        meter.finalAfter(300_000_000);
        meter.failed(ServiceFailure.STALLED);
        meter.fellBack("speaking");
        meter.circuit("open");
        meter.dropped(160);

        assertThat(meters.registry().scrape())
                .contains("sotto_speech_streams{engine=\"deepgram\",kind=\"recognizer\"} 1.0")
                .contains("sotto_speech_circuit{engine=\"deepgram\",kind=\"recognizer\"} 2.0")
                .contains("sotto_speech_failures_total{engine=\"deepgram\",kind=\"recognizer\",reason=\"stalled\"} 1.0")
                .contains("sotto_speech_fallbacks_total{engine=\"deepgram\",kind=\"recognizer\",when=\"speaking\"} 1.0")
                .contains("sotto_speech_samples_dropped_total{engine=\"deepgram\",kind=\"recognizer\"} 160.0")
                .contains("sotto_speech_first_seconds")
                .contains("sotto_speech_final_seconds");
    }
}
