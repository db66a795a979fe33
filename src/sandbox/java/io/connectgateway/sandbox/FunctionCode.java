package io.connectgateway.sandbox;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The packaged function in a directory of its own, as Lambda unpacks it.
 *
 * @param directory Lambda's {@code LAMBDA_TASK_ROOT}; {@link #close()} deletes it
 * @param executable the native executable; null if the code is for Lambda's Java runtime
 */
public record FunctionCode(Path directory, Path executable) implements AutoCloseable {
    /** The known JVM flags of AWS's managed runtime for Java 17, and the executable's limits of the heap. */
    public static final List<String> MANAGED_RUNTIME_FLAGS = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            // The same as quarkus.native.additional-build-args in pom.xml. Otherwise the machine's memory decides.
            "-Xmn8m",
            "-Xmx64m",
            // JBoss Threads clears thread locals, which JDK 24 and later forbid without this flag.
            "--add-opens=java.base/java.lang=ALL-UNNAMED");

    /** The native executable in {@code target} if there is one, otherwise {@code target/function.zip}. */
    public static Path packaged() throws IOException {
        Path target = target();
        try (DirectoryStream<Path> runners = Files.newDirectoryStream(target, "*-runner{,.exe}")) {
            for (Path runner : runners) {
                return runner;
            }
        }
        return target.resolve("function.zip");
    }

    /** The build's output directory. */
    public static Path target() {
        return origin(FunctionCode.class).getParent();
    }

    /** The jar or the directory of a class. */
    public static Path origin(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Unpacks the function below the operating system's temporary directory. */
    static FunctionCode unpack(Path artifact) throws IOException {
        return unpack(artifact, Path.of(System.getProperty("java.io.tmpdir")));
    }

    /**
     * Unpacks the function into a new directory below {@code parent}.
     *
     * @param artifact a native executable, or the zip for Lambda
     * @throws IllegalArgumentException if there is no such file
     */
    public static FunctionCode unpack(Path artifact, Path parent) throws IOException {
        if (!Files.isRegularFile(artifact)) {
            throw new IllegalArgumentException("There is no function at " + artifact + ": run mvn package first.");
        }
        Path directory = Files.createTempDirectory(parent, "connect-gateway");
        if (!artifact.toString().endsWith(".zip")) {
            return new FunctionCode(directory, artifact.toAbsolutePath());
        }
        unzip(artifact, directory);
        Path bootstrap = directory.resolve("bootstrap");
        if (!Files.exists(bootstrap)) {
            return new FunctionCode(directory, null);
        }
        bootstrap.toFile().setExecutable(true);
        return new FunctionCode(directory, bootstrap);
    }

    /** The command that runs the function: the executable, or a JVM with {@link JvmFunction}. */
    List<String> command() throws IOException {
        if (executable != null) {
            return List.of(executable.toString());
        }
        Path runtime = directory.resolve(".runtime");
        copyClass(JvmFunction.class, runtime);
        copyClass(InvocationContext.class, runtime);
        String classPath = String.join(
                File.pathSeparator,
                directory.toString(),
                directory.resolve("lib") + File.separator + "*",
                runtime.toString());
        return Stream.of(List.of(java()), MANAGED_RUNTIME_FLAGS, List.of("-cp", classPath, JvmFunction.class.getName()))
                .flatMap(List::stream)
                .toList();
    }

    /** The {@code java} command of this process. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
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

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            // The operating system clears its temporary directory.
        }
    }
}
