package dev.sotto.orchestrator.task.parse;

import dev.sotto.config.yaml.Problem;
import dev.sotto.config.yaml.Problems;
import dev.sotto.orchestrator.task.Playbook;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads a folder: {@code assistant.yaml}, {@code tools.yaml}, {@code tasks/*.yaml}, {@code knowledge/*.md}. */
public final class PlaybookLoader {
    private static final Logger LOG = LoggerFactory.getLogger(PlaybookLoader.class);

    private PlaybookLoader() {}

    /** {@link #load(Path, Map)} without places. */
    public static Playbook load(Path folder) throws PlaybookException {
        return load(folder, Map.of());
    }

    /**
     * The playbook; warnings are logged. The folder may lie in any file system, a jar's too.
     *
     * @param places what stands for {@code ${name}} in {@code tools.yaml}
     * @throws PlaybookException with every problem, when there is at least one error
     */
    public static Playbook load(Path folder, Map<String, String> places) throws PlaybookException {
        Checked checked = check(folder, places);
        if (checked.playbook() == null) {
            throw new PlaybookException(checked.problems());
        }
        for (Problem warning : checked.problems()) {
            LOG.atWarn()
                    .addKeyValue("at", warning.at())
                    .addKeyValue("hint", warning.hint())
                    .log(warning.message());
        }
        return checked.playbook();
    }

    /** Reads and checks everything; never throws for what the folder holds. */
    public static Checked check(Path folder, Map<String, String> places) {
        Problems problems = new Problems();
        Optional<Sources> sources = Sources.read(folder, problems);
        Playbook playbook = sources.map(found -> new PlaybookReader(found, places, problems).read())
                .orElse(null);
        return new Checked(problems.hasErrors() ? null : playbook, problems.all());
    }

    /** For tests: the same, of files in memory. */
    static Checked check(Map<String, String> files, Map<String, String> places) {
        Problems problems = new Problems();
        Playbook playbook = new PlaybookReader(Sources.of(files), places, problems).read();
        return new Checked(problems.hasErrors() ? null : playbook, problems.all());
    }

    /**
     * What came of a folder.
     *
     * @param playbook null when there is an error
     * @param problems errors and warnings, in the order of the files
     */
    public record Checked(@Nullable Playbook playbook, List<Problem> problems) {}
}
