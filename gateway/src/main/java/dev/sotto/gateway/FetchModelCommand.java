package dev.sotto.gateway;

import dev.sotto.media.speech.vosk.ModelFetch;
import dev.sotto.media.speech.vosk.ModelFolder;
import dev.sotto.media.speech.vosk.ModelSource;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Downloads a model for the recogniser {@code vosk} to where the gateway looks for it. Blocks: main thread. */
@Command(
        name = "fetch-model",
        mixinStandardHelpOptions = true,
        version = "Sotto 0.1.0",
        sortOptions = false,
        description = {
            "Downloads a Vosk model, checks it and unpacks it into the data folder, where the gateway finds it.",
            "A download that broke off goes on where it was when the command is run again."
        },
        footerHeading = "%nExamples%n",
        footer = {
            "  ./mvnw -q -Pfetch-model",
            "  ./mvnw -q -Pfetch-model -Dexec.args=\"--url https://host/vosk-model-de-0.21.zip --sha256 4f..\""
        })
final class FetchModelCommand {
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private final Path data;
    private final PrintStream out;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Of a zip with a model. Default: the publisher's small English one, 40 MB")
    @Nullable
    URI url;

    @Option(names = "--sha256", paramLabel = "DIGITS", description = "Its checksum; needed with --url")
    @Nullable
    String sha256;

    FetchModelCommand(Path data, PrintStream out) {
        this.data = data;
        this.out = out;
    }

    /** Returns the status to exit with: 0 when the model is there, 1 when it isn't, 2 when the arguments are wrong. */
    int run(String... arguments) {
        CommandLine line = new CommandLine(this);
        try {
            if (CommandLine.printHelpIfRequested(line.parseArgs(arguments))) {
                return 0;
            }
            new ModelFetch(out).fetch(source(line), ModelFolder.of(data.resolve("speech")));
            return 0;
        } catch (CommandLine.ParameterException | IllegalArgumentException e) {
            out.println(e.getMessage());
            line.usage(out);
            return USAGE;
        } catch (IOException e) {
            out.println("The model was not fetched. " + e.getMessage());
            return FAILED;
        }
    }

    private ModelSource source(CommandLine line) {
        if ((url == null) != (sha256 == null)) {
            throw new CommandLine.ParameterException(line, "--url and --sha256 belong together.");
        }
        return url == null || sha256 == null ? ModelSource.SMALL_ENGLISH : new ModelSource(url, sha256);
    }
}
