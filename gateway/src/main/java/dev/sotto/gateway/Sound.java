package dev.sotto.gateway;

import dev.sotto.config.Settings;
import dev.sotto.media.speech.CachingNarrator;
import dev.sotto.media.speech.PooledTranscriber;
import dev.sotto.media.speech.Recognizer;
import dev.sotto.media.speech.Synthesizer;
import dev.sotto.media.speech.Transcriber;
import dev.sotto.media.speech.engine.ServiceEngines;
import dev.sotto.media.speech.engine.SpeechEngines;
import dev.sotto.media.speech.fallback.FallbackTranscriber;
import dev.sotto.media.speech.language.Vocabulary;
import dev.sotto.media.speech.service.DictationService;
import dev.sotto.media.speech.service.ServiceMeter;
import dev.sotto.orchestrator.task.Playbook;
import dev.sotto.orchestrator.task.Slot;
import dev.sotto.orchestrator.task.Task;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Recogniser and voice as they were chosen at start.
 *
 * @param recognizer the local one, which stands in where a service is asked
 * @param service what calls are heard by first; null: the local one alone
 * @param hears for the operator
 */
record Sound(
        @Nullable Recognizer recognizer,
        @Nullable PooledTranscriber transcriber,
        @Nullable FallbackTranscriber service,
        Synthesizer voice,
        CachingNarrator narrator,
        @Nullable Vertx network,
        String hears) {
    private static final long NARRATOR_CACHE_BYTES = 32L * 1024 * 1024;
    private static final int NARRATOR_THREADS = 2;
    private static final int NETWORK_LOOPS = 2;

    /** Blocks for seconds: worker thread. */
    static Sound load(Settings.Speech settings, Path folder, Playbook playbook, Meters meters, Clock clock) {
        Vertx network = ServiceEngines.needsNetwork(settings) ? ownLoops() : null;
        ServiceEngines engines = new ServiceEngines(settings, network);
        Synthesizer voice =
                engines.voice(SpeechEngines.synthesizer("auto"), meters.speech(settings.voice(), "voice"), clock);
        CachingNarrator narrator =
                CachingNarrator.start(voice, engines.speakingThreads(NARRATOR_THREADS), NARRATOR_CACHE_BYTES);
        // the greeting is what every caller waits for first
        narrator.speak(playbook.persona().greeting());
        Vocabulary vocabulary = vocabulary(playbook);
        Recognizer recognizer = SpeechEngines.recognizer(
                        settings.recognizer(),
                        folder,
                        vocabulary,
                        settings.engines().voskModel())
                .orElse(null);
        PooledTranscriber local = recognizer == null
                ? null
                : PooledTranscriber.start(recognizer, settings.workers(), meters.transcription());
        if (local == null || !ServiceEngines.isService(settings.recognizer())) {
            return new Sound(recognizer, local, null, voice, narrator, network, told(recognizer));
        }
        ServiceMeter meter = meters.speech(settings.recognizer(), "recognizer");
        DictationService service = engines.service(vocabulary, meter);
        FallbackTranscriber ears = ServiceEngines.withStandIn(service, local, meter, clock);
        String hears = service.name() + ": " + service.limits() + "; stands in: " + told(recognizer);
        return new Sound(recognizer, local, ears, voice, narrator, network, hears);
    }

    /** The network has loops of its own: those of calls have to send a packet every 20 ms, whatever a service does. */
    private static Vertx ownLoops() {
        return Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(NETWORK_LOOPS));
    }

    private static String told(@Nullable Recognizer recognizer) {
        return recognizer == null ? "keypad only" : recognizer.name() + ": " + recognizer.limits();
    }

    /** What calls hear with; null: keypad only. */
    @Nullable
    Transcriber ears() {
        return service != null ? service : transcriber;
    }

    /** What callers of this playbook are likely to say. */
    static Vocabulary vocabulary(Playbook playbook) {
        List<String> sentences = new ArrayList<>();
        for (Task task : playbook.tasks().values()) {
            task.when().forEach(sentences::add);
            for (Slot slot : task.slots().values()) {
                sentences.addAll(slot.choices());
            }
        }
        playbook.knowledge().forEach(article -> sentences.addAll(article.questions()));
        // braces would be read as classes
        return new Vocabulary(sentences.stream()
                .map(sentence -> sentence.replaceAll("[{}]", " "))
                .toList());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the process ends
    void close() {
        if (service != null) {
            service.close();
        }
        if (transcriber != null) {
            transcriber.close();
        }
        narrator.close();
        if (recognizer != null) {
            recognizer.close();
        }
        voice.close();
        if (network != null) {
            network.close();
        }
    }
}
