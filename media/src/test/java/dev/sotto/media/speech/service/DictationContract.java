package dev.sotto.media.speech.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.speech.Hypothesis;
import dev.sotto.media.speech.SpeechContext;
import dev.sotto.media.speech.service.FakeService.Fault;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every recogniser behind a network does, whatever its service does. */
public abstract class DictationContract {
    protected static final ServiceTimes TIMES =
            new ServiceTimes(Duration.ofMillis(1_500), Duration.ofMillis(1_500), Duration.ofMillis(1_000));

    private final ExecutorService call = Executors.newSingleThreadExecutor();
    protected final Vertx vertx = Vertx.vertx();
    protected final RecordingMeter meter = new RecordingMeter();
    protected FakeService server;
    protected DictationService service;
    private DictationService.Line line;

    protected abstract FakeService server();

    protected abstract DictationService service(FakeService server);

    /** Faults that make an utterance fail, and how it is told. */
    protected abstract Map<Fault, ServiceFailure> failures();

    @BeforeEach
    void open() throws Exception {
        server = server();
        server.start();
        service = service(server);
        line = service.open(call);
    }

    @AfterEach
    void close() throws Exception {
        line.close();
        service.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        call.shutdown();
        server.close();
    }

    @Test
    void anUtteranceIsUnderstoodOnce() throws Exception {
        Heard heard = speak("one two three");

        assertThat(heard.end()).isEqualTo("final one two three");
        assertThat(heard.nothingMore()).isTrue();
        assertThat(heard.confidence).isBetween(0.6, 1.0);
    }

    @Test
    void utterancesFollowEachOther() throws Exception {
        Heard first = speak("one two");
        Heard second = speak("three");
        Heard third = speak("four five six");

        assertThat(List.of(first.end(), second.end(), third.end()))
                .containsExactly("final one two", "final three", "final four five six");
    }

    @Test
    void anAbandonedUtteranceLeavesNoTrace() throws Exception {
        Heard abandoned = new Heard();
        Dictation dictation = line.begin(SpeechContext.GENERAL, abandoned);
        feed(dictation, StepEar.say("nine nine"));
        dictation.abandon();
        Heard next = speak("two");

        assertThat(next.end()).isEqualTo("final two");
        assertThat(abandoned.all).noneMatch(event -> event.startsWith("final") || event.startsWith("failure"));
    }

    @Test
    void silenceIsNothing() throws Exception {
        Heard heard = new Heard();
        Dictation dictation = line.begin(SpeechContext.GENERAL, heard);
        feed(dictation, new short[3_200]);
        dictation.end();

        assertThat(heard.end()).isEqualTo("final ");
    }

    @Test
    void callsDoNotDisturbEachOther() throws Exception {
        List<Heard> all = new ArrayList<>();
        List<DictationService.Line> lines = new ArrayList<>();
        List<String> words = List.of("one", "two", "three", "four", "five", "six", "seven", "eight");
        for (String word : words) {
            DictationService.Line other = service.open(call);
            lines.add(other);
            Heard heard = new Heard();
            all.add(heard);
            Dictation dictation = other.begin(SpeechContext.GENERAL, heard);
            feed(dictation, StepEar.say(word));
            dictation.end();
        }
        for (int i = 0; i < all.size(); i++) {
            assertThat(all.get(i).end()).isEqualTo("final " + words.get(i));
        }
        lines.forEach(DictationService.Line::close);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void whateverTheServiceDoesThereIsOneEnd(Fault fault) throws Exception {
        server.fault(fault);
        Heard heard = speak("one two three");
        ServiceFailure expected = failures().get(fault);

        assertThat(heard.end()).isEqualTo(expected == null ? "final one two three" : "failure " + expected);
        assertThat(heard.nothingMore()).isTrue();
    }

    @Test
    void afterAFailureTheNextUtteranceIsUnderstood() throws Exception {
        server.fault(Fault.HALF_JSON);
        Heard failed = speak("one");
        assertThat(failed.end()).startsWith("failure");
        server.fault(Fault.NONE);

        assertThat(speak("two three").end()).isEqualTo("final two three");
    }

    @Test
    void nobodyThereIsUnreachable() throws Exception {
        server.close();

        assertThat(speak("one").end()).isEqualTo("failure UNREACHABLE");
    }

    @Test
    void nothingStaysOpenBehindACall() throws Exception {
        assertThat(speak("one").end()).isEqualTo("final one");
        line.close();

        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (meter.streams.get() != 0 && System.nanoTime() < deadline) {
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
        }
        assertThat(meter.streams).hasValue(0);
    }

    @Test
    void secretsAreNotTold() {
        assertThat(service.limits()).doesNotContain(FakeService.KEY);
    }

    protected Heard speak(String words) {
        Heard heard = new Heard();
        Dictation dictation = line.begin(SpeechContext.GENERAL, heard);
        feed(dictation, StepEar.say(words));
        dictation.end();
        return heard;
    }

    protected static void feed(Dictation dictation, short[] sound) {
        for (int at = 0; at < sound.length; at += 160) {
            dictation.accept(sound, at, Math.min(160, sound.length - at));
        }
    }

    /** What a call hears of an utterance. */
    protected static final class Heard implements Dictation.Listener {
        public final List<String> all = new java.util.concurrent.CopyOnWriteArrayList<>();
        private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();
        public volatile double confidence;

        @Override
        public void onPartial(String text) {
            all.add("partial " + text);
        }

        @Override
        public void onFinal(Hypothesis hypothesis) {
            confidence = hypothesis.confidence();
            all.add("final " + hypothesis.text());
            ends.add("final " + hypothesis.text());
        }

        @Override
        public void onFailure(ServiceFailure why) {
            all.add("failure " + why);
            ends.add("failure " + why);
        }

        public String end() throws InterruptedException {
            String end = ends.poll(10, TimeUnit.SECONDS);
            return assertThat(end)
                    .as("an end within its time; so far %s", all)
                    .isNotNull()
                    .actual();
        }

        /** Waits a little for what must not come. */
        public boolean nothingMore() throws InterruptedException {
            return ends.poll(150, TimeUnit.MILLISECONDS) == null;
        }
    }
}
