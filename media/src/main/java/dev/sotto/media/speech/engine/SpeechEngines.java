package dev.sotto.media.speech.engine;

import dev.sotto.media.speech.Recognizer;
import dev.sotto.media.speech.Synthesizer;
import dev.sotto.media.speech.deepgram.DeepgramService;
import dev.sotto.media.speech.feature.Correction;
import dev.sotto.media.speech.freetts.FreeTtsSynthesizer;
import dev.sotto.media.speech.language.LanguageFiles;
import dev.sotto.media.speech.language.LanguageModelWriter;
import dev.sotto.media.speech.language.Vocabulary;
import dev.sotto.media.speech.openai.SpeechVoice;
import dev.sotto.media.speech.openai.Transcriptions;
import dev.sotto.media.speech.pocketsphinx.PocketSphinxRecognizer;
import dev.sotto.media.speech.process.FliteVoice;
import dev.sotto.media.speech.process.PiperVoice;
import dev.sotto.media.speech.sphinx4.Sphinx4Recognizer;
import dev.sotto.media.speech.vosk.ModelFolder;
import dev.sotto.media.speech.vosk.VoskRecognizer;
import dev.sotto.media.speech.voskserver.VoskServerService;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the speech engines that the settings name. Blocks for seconds: call it on a worker thread, once. */
public final class SpeechEngines {
    /** What {@code SOTTO_SPEECH_RECOGNIZER} may be. */
    public static final List<String> RECOGNIZERS = List.of(
            "auto",
            VoskRecognizer.NAME,
            PocketSphinxRecognizer.NAME,
            Sphinx4Recognizer.NAME,
            DeepgramService.NAME,
            VoskServerService.NAME,
            Transcriptions.NAME,
            "none");

    /** What {@code SOTTO_SPEECH_VOICE} may be. */
    public static final List<String> VOICES =
            List.of("auto", FreeTtsSynthesizer.NAME, FliteVoice.NAME, PiperVoice.NAME, SpeechVoice.NAME);

    private static final Logger LOG = LoggerFactory.getLogger(SpeechEngines.class);

    private SpeechEngines() {}

    /** Throws {@link IllegalArgumentException} with the list of names when {@code name} isn't one of {@link #RECOGNIZERS}. */
    public static void requireRecognizer(String name) {
        require("recognizer", name, RECOGNIZERS);
    }

    /** Throws {@link IllegalArgumentException} with the list of names when {@code name} isn't one of {@link #VOICES}. */
    public static void requireVoice(String name) {
        require("voice", name, VOICES);
    }

    /** The local recogniser of that name, without a Vosk model, see {@link #recognizer(String, Path, Vocabulary, String)}. */
    public static Optional<Recognizer> recognizer(String name, Path workFolder, Vocabulary vocabulary) {
        return recognizer(name, workFolder, vocabulary, "");
    }

    /**
     * The local recogniser of that name, ready: its language model is written, its first decoders are open. {@code auto}, and
     * the name of a service, whose stand-in it is then, is the best that is there.
     *
     * @param name one of {@link #RECOGNIZERS}
     * @param workFolder where models may be written and are found again, for example {@code data/speech}
     * @param voskModel folder of a Vosk model; empty: a fetched one
     * @return empty for {@code none}: keypad only
     * @throws IllegalArgumentException for another name, or a folder without a model
     * @throws IllegalStateException when the named engine isn't available here, with the reason
     */
    public static Optional<Recognizer> recognizer(
            String name, Path workFolder, Vocabulary vocabulary, String voskModel) {
        requireRecognizer(name);
        if (name.equals("none")) {
            return Optional.empty();
        }
        Optional<Path> vosk = ModelFolder.find(voskModel, workFolder);
        String chosen = name.equals("auto") || ServiceEngines.isService(name) ? best(vosk) : name;
        if (chosen.equals(VoskRecognizer.NAME)) {
            return Optional.of(VoskRecognizer.load(vosk.orElseThrow(() -> new IllegalStateException(
                    "the recogniser vosk needs a model: set speech.vosk.model, or run the command fetch-model"))));
        }
        LanguageFiles language = LanguageModelWriter.write(vocabulary, workFolder);
        LanguageFiles digits = LanguageModelWriter.writeDigits(workFolder);
        return Optional.of(
                chosen.equals(PocketSphinxRecognizer.NAME)
                        ? PocketSphinxRecognizer.load(workFolder, language, digits, Correction.inContext())
                        : Sphinx4Recognizer.load(language, digits, Correction.inContext()));
    }

    /** The voice that is always there, ready to speak. {@code name} is one of {@link #VOICES}. */
    public static Synthesizer synthesizer(String name) {
        requireVoice(name);
        return FreeTtsSynthesizer.load();
    }

    private static String best(Optional<Path> vosk) {
        if (vosk.isPresent()) {
            Optional<String> unusable = VoskRecognizer.unavailable();
            if (unusable.isEmpty()) {
                return VoskRecognizer.NAME;
            }
            LOG.atWarn().addKeyValue("cause", unusable.get()).log("There is a Vosk model, but it can't be used");
        }
        Optional<String> problem = PocketSphinxRecognizer.unavailable();
        problem.ifPresent(reason ->
                LOG.atInfo().addKeyValue("cause", reason).log("pocketsphinx is not available, sphinx4 recognises"));
        return problem.isPresent() ? Sphinx4Recognizer.NAME : PocketSphinxRecognizer.NAME;
    }

    private static void require(String what, String name, List<String> names) {
        if (!names.contains(name)) {
            throw new IllegalArgumentException(
                    "no speech " + what + " is called \"" + name + "\"; there are " + String.join(", ", names));
        }
    }
}
