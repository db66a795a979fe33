package io.connectgateway.sandbox;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** One execution environment: the packaged function in a process that has its own class path and environment. */
final class FunctionProcess implements AutoCloseable {
    private static final List<String> MANAGED_RUNTIME_FLAGS = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            // JBoss Threads clears thread locals; since JDK 24 that has to be allowed.
            "--add-opens=java.base/java.lang=ALL-UNNAMED");

    private final Path directory;
    private final Process process;

    private FunctionProcess(Path directory, Process process) {
        this.directory = directory;
        this.process = process;
    }

    /** The native executable in {@code target} if one has been built, else {@code target/function.zip}. */
    static Path packaged() throws IOException {
        Path target = classes().getParent();
        try (DirectoryStream<Path> runners = Files.newDirectoryStream(target, "*-runner{,.exe}")) {
            for (Path runner : runners) {
                return runner;
            }
        }
        return target.resolve("function.zip");
    }

    /** @param output takes each line that the function writes to its standard output or error */
    static FunctionProcess start(Path artifact, Map<String, String> environment, Consumer<String> output)
            throws IOException {
        if (!Files.isRegularFile(artifact)) {
            throw new IllegalArgumentException("There is no function at " + artifact + ": run mvn package first.");
        }
        Path directory = Files.createTempDirectory("connect-gateway-sandbox");
        boolean zip = artifact.toString().endsWith(".zip");
        var builder = new ProcessBuilder(zip ? unzipped(artifact, directory) : List.of(artifact.toString()));
        builder.environment().keySet().removeIf(name -> !name.equalsIgnoreCase("SystemRoot")); // Windows needs that one
        builder.environment().putAll(environment);
        builder.environment().put("LAMBDA_TASK_ROOT", directory.toString());
        Process process =
                builder.directory(directory.toFile()).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var reader = new Thread(() -> lines(process, output), "function output");
        reader.setDaemon(true);
        reader.start();
        return new FunctionProcess(directory, process);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for the process to end and returns its exit code. */
    int waitFor() throws InterruptedException {
        return process.waitFor();
    }

    private static List<String> unzipped(Path zip, Path directory) throws IOException {
        unzip(zip, directory);
        Path bootstrap = directory.resolve("bootstrap");
        if (Files.exists(bootstrap)) {
            bootstrap.toFile().setExecutable(true);
            return List.of(bootstrap.toString());
        }
        Path runtime = Files.createDirectory(directory.resolve(".runtime"));
        copyClass(JvmFunction.class, runtime);
        for (Class<?> nested : JvmFunction.class.getDeclaredClasses()) {
            copyClass(nested, runtime);
        }
        String classPath = String.join(
                File.pathSeparator,
                directory.toString(),
                directory.resolve("lib") + File.separator + "*",
                runtime + "");
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return Stream.of(
                        List.of(java.toString()),
                        MANAGED_RUNTIME_FLAGS,
                        List.of("-cp", classPath, JvmFunction.class.getName()))
                .flatMap(List::stream)
                .toList();
    }

    private static void unzip(Path zip, Path directory) throws IOException {
        try (var in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path file = directory.resolve(entry.getName());
                if (!entry.isDirectory()) {
                    Files.createDirectories(file.getParent());
                    Files.copy(in, file);
                }
            }
        }
    }

    private static void copyClass(Class<?> type, Path directory) throws IOException {
        String name = type.getName().replace('.', '/') + ".class";
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
            Files.copy(in, file);
        }
    }

    private static Path classes() {
        try {
            return Path.of(FunctionProcess.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void lines(Process process, Consumer<String> output) {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            reader.lines().forEach(output);
        } catch (IOException | java.io.UncheckedIOException e) {
            // the process has ended
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(2, TimeUnit.SECONDS);
            }
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // left to the operating system's own tidying of its temporary directory
        }
    }
}
