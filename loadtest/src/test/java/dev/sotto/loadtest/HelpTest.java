package dev.sotto.loadtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class HelpTest {
    static Stream<CommandLine> commands() {
        return new CommandLine(new Main()).getSubcommands().values().stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyLineOfTheHelpCanBePrinted(CommandLine command) {
        var usage = command.getCommandSpec().usageMessage();
        // picocli takes each line for a format: a lone per cent sign costs the reader a warning
        Stream.of(usage.description(), usage.footer())
                .flatMap(Stream::of)
                .forEach(line ->
                        assertThatCode(() -> String.format(line)).as(line).doesNotThrowAnyException());
        assertThat(command.getUsageMessage()).contains("Usage:");
    }
}
