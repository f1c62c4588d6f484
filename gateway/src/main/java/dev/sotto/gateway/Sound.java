package dev.sotto.gateway;

import dev.sotto.config.Settings;
import dev.sotto.media.speech.CachingNarrator;
import dev.sotto.media.speech.PooledTranscriber;
import dev.sotto.media.speech.Recognizer;
import dev.sotto.media.speech.Synthesizer;
import dev.sotto.media.speech.TranscriptionMeter;
import dev.sotto.media.speech.VoiceModel;
import dev.sotto.media.speech.engine.SpeechEngines;
import dev.sotto.media.speech.language.Vocabulary;
import dev.sotto.media.speech.vad.SileroModel;
import dev.sotto.orchestrator.task.Playbook;
import dev.sotto.orchestrator.task.Slot;
import dev.sotto.orchestrator.task.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Recogniser and voice as they were chosen at start. */
record Sound(
        @Nullable Recognizer recognizer,
        @Nullable PooledTranscriber transcriber,
        Synthesizer voice,
        CachingNarrator narrator) {
    private static final long NARRATOR_CACHE_BYTES = 32L * 1024 * 1024;
    private static final int NARRATOR_THREADS = 2;

    /** Blocks for seconds: worker thread. */
    static Sound load(Settings.Speech settings, Path folder, Playbook playbook, TranscriptionMeter meter) {
        Synthesizer voice = SpeechEngines.synthesizer(settings.voice());
        CachingNarrator narrator = CachingNarrator.start(voice, NARRATOR_THREADS, NARRATOR_CACHE_BYTES);
        // the greeting is what every caller waits for first
        narrator.speak(playbook.persona().greeting());
        Optional<Recognizer> recognizer = SpeechEngines.recognizer(settings.recognizer(), folder, vocabulary(playbook));
        return new Sound(
                recognizer.orElse(null),
                recognizer
                        .map(engine -> PooledTranscriber.start(engine, settings.workers(), meter, voiceModel(settings)))
                        .orElse(null),
                voice,
                narrator);
    }

    private static @Nullable VoiceModel voiceModel(Settings.Speech settings) {
        return settings.vadModel().isEmpty() ? null : SileroModel.load(Path.of(settings.vadModel()));
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

    void close() {
        if (transcriber != null) {
            transcriber.close();
        }
        narrator.close();
        if (recognizer != null) {
            recognizer.close();
        }
        voice.close();
    }
}
