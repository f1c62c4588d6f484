package dev.sotto.gateway;

import dev.sotto.config.Secret;
import dev.sotto.config.Settings;
import dev.sotto.media.speech.engine.SpeechEngines;
import dev.sotto.media.speech.vosk.ModelFolder;
import dev.sotto.orchestrator.assistant.Assistant;
import dev.sotto.orchestrator.assistant.intent.Embedder;
import dev.sotto.orchestrator.desk.Agent;
import dev.sotto.orchestrator.desk.SkillWanted;
import dev.sotto.orchestrator.model.PromptTemplate;
import dev.sotto.orchestrator.task.Playbook;
import dev.sotto.orchestrator.task.parse.PlaybookException;
import dev.sotto.orchestrator.task.parse.PlaybookLoader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must be known before anything is started: files, keys, task files, people. */
final class Groundwork {
    private static final String DEMO = "demo/harbour-outfitters";
    private static final String ANY_SKILL = "general";

    private final DataFolder folder;
    private final Secret apiKey;
    private final Secret demoPassword;
    private final int httpPort;
    private final String ownAddress;
    private final Playbook playbook;
    private final PromptTemplate prompt;
    private final List<Agent> agents;
    private @Nullable Assistant assistant;
    private @Nullable Embedder embedder;

    private Groundwork(
            DataFolder folder,
            Secret apiKey,
            Secret demoPassword,
            int httpPort,
            String ownAddress,
            Playbook playbook,
            PromptTemplate prompt,
            List<Agent> agents) {
        this.folder = folder;
        this.apiKey = apiKey;
        this.demoPassword = demoPassword;
        this.httpPort = httpPort;
        this.ownAddress = ownAddress;
        this.playbook = playbook;
        this.prompt = prompt;
        this.agents = agents;
    }

    /** Blocks: worker thread. Fails with a message for operators. */
    static Groundwork lay(Settings settings, SecureRandom random) throws IOException, PlaybookException {
        SpeechEngines.requireRecognizer(settings.speech().recognizer());
        SpeechEngines.requireVoice(settings.speech().voice());
        DataFolder folder = new DataFolder(settings.data());
        ModelFolder.find(settings.speech().engines().voskModel(), folder.speech());
        Secret set = settings.demo().password();
        Secret password = set.isEmpty() ? new Secret(DataFolder.random(random, 9)) : set;
        int port = settings.http().port() == 0
                ? free(settings.http().host())
                : settings.http().port();
        Path tasks = tasks(settings.tasks());
        String own = ownAddress(settings.http().host(), port);
        Playbook playbook = PlaybookLoader.load(tasks, Map.of("shop", own));
        TrunkPlan.checkTasks(settings, playbook);
        return new Groundwork(
                folder,
                folder.apiKey(settings.apiKey(), random),
                password,
                port,
                own,
                playbook,
                prompt(tasks),
                agents(settings, playbook));
    }

    /** The folder's own prompt for a model, or the shipped one. */
    private static PromptTemplate prompt(Path tasks) throws IOException {
        Path own = tasks.resolve("prompts/assistant.md");
        return Files.exists(own) ? PromptTemplate.of(Files.readString(own)) : PromptTemplate.shipped();
    }

    /** Task files for a look at them: from a folder, or as the gateway would have them when it is empty. Blocks. */
    static Playbook tasks(Settings settings, String folder) throws IOException, PlaybookException {
        return PlaybookLoader.load(
                tasks(folder.isEmpty() ? settings.tasks() : folder),
                Map.of(
                        "shop",
                        ownAddress(settings.http().host(), settings.http().port())));
    }

    /** Where our own HTTP, the demo's orders service with it, is reached from this machine. */
    private static String ownAddress(String host, int port) {
        boolean any = host.equals("0.0.0.0") || host.equals("::");
        return "http://" + (any ? "127.0.0.1" : host) + ":" + port;
    }

    private static int free(String host) throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            return socket.getLocalPort();
        }
    }

    private static Path tasks(String folder) throws IOException {
        if (!folder.isEmpty()) {
            return Path.of(folder);
        }
        try {
            var found = Groundwork.class.getClassLoader().getResource(DEMO + "/assistant.yaml");
            if (found == null) {
                throw new IllegalStateException("the demo shop is missing from the build");
            }
            URI uri = found.toURI();
            if (uri.getScheme().equals("jar")) {
                fileSystem(uri);
            }
            return Objects.requireNonNull(Path.of(uri).getParent());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A jar's file system stays open as long as the process lives. */
    private static void fileSystem(URI uri) throws IOException {
        try {
            FileSystems.getFileSystem(uri);
        } catch (FileSystemNotFoundException e) {
            FileSystems.newFileSystem(uri, Map.of());
        }
    }

    private static List<Agent> agents(Settings settings, Playbook playbook) {
        Set<String> all = new HashSet<>(Set.of(ANY_SKILL));
        playbook.skills().stream().map(skill -> SkillWanted.parse(skill).name()).forEach(all::add);
        // a person without skills in the settings is asked everything
        return settings.agents().stream()
                .map(person -> person.skills().isEmpty()
                        ? new Agent(person.name(), person.role(), all)
                        : new Agent(person.name(), person.role(), person.skills()))
                .toList();
    }

    DataFolder folder() {
        return folder;
    }

    Secret apiKey() {
        return apiKey;
    }

    Secret demoPassword() {
        return demoPassword;
    }

    int httpPort() {
        return httpPort;
    }

    String ownAddress() {
        return ownAddress;
    }

    Playbook playbook() {
        return playbook;
    }

    PromptTemplate prompt() {
        return prompt;
    }

    List<Agent> agents() {
        return agents;
    }

    void assistant(Assistant ready) {
        assistant = ready;
    }

    void embedder(Embedder loaded) {
        embedder = loaded;
    }

    /** The model of sentences, which is large: one for all. */
    Embedder embedder() {
        if (embedder == null) {
            throw new IllegalStateException("the model of sentences is not loaded");
        }
        return embedder;
    }

    Assistant assistant() {
        if (assistant == null) {
            throw new IllegalStateException("the assistant is not ready");
        }
        return assistant;
    }
}
