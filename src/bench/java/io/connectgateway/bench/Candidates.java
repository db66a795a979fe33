package io.connectgateway.bench;

import io.connectgateway.bench.Candidate.Kind;
import io.connectgateway.sandbox.FunctionCode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What there is to measure: what the build has made, then what the options name. Each function is unpacked once. */
final class Candidates implements AutoCloseable {
    private final Path directory;
    private final List<FunctionCode> unpacked = new ArrayList<>();
    private final List<Candidate> all = new ArrayList<>();

    /** @param directory to unpack into, on the disk whose cache is dropped */
    Candidates(Options options, Path directory) throws IOException {
        this.directory = directory;
        Path target = FunctionCode.target();
        Set<Path> functions = new LinkedHashSet<>(List.of(target.resolve("function.zip"), FunctionCode.packaged()));
        functions.addAll(options.functions());
        try {
            for (Path function : functions) {
                add(function);
            }
        } catch (IOException | IllegalArgumentException e) {
            close();
            throw e;
        }
        for (List<String> command : options.peers()) {
            all.add(new Candidate(String.join(" ", command), Kind.PEER, command, target.getParent(), null, null));
        }
    }

    List<Candidate> all() {
        return all;
    }

    /** The unpacked JVM artifact; null if the build has made none. */
    Path jvm() {
        return all.stream()
                .filter(candidate -> candidate.kind() == Kind.JVM)
                .map(Candidate::directory)
                .findFirst()
                .orElse(null);
    }

    private void add(Path artifact) throws IOException {
        FunctionCode code = FunctionCode.unpack(artifact, directory);
        unpacked.add(code);
        boolean zip = artifact.toString().endsWith(".zip");
        if (code.executable() == null) {
            List<String> command = RuntimeClient.command(directory);
            all.add(new Candidate(
                    name("JVM", artifact), Kind.JVM, command, code.directory(), null, Files.size(artifact)));
        } else {
            all.add(new Candidate(
                    name("native", artifact),
                    Kind.NATIVE,
                    List.of(code.executable().toString()),
                    code.directory(),
                    Files.size(code.executable()),
                    zip ? Files.size(artifact) : zipped(artifact)));
        }
    }

    private String name(String kind, Path artifact) {
        return all.stream().noneMatch(candidate -> candidate.name().equals(kind)) ? kind : kind + " " + artifact;
    }

    /** The size of a zip with this executable and nothing else. */
    private static long zipped(Path executable) throws IOException {
        var size = new AtomicLong();
        var counting = new OutputStream() {
            @Override
            public void write(int octet) {
                size.incrementAndGet();
            }

            @Override
            public void write(byte[] octets, int offset, int length) {
                size.addAndGet(length);
            }
        };
        try (var zip = new ZipOutputStream(counting)) {
            zip.putNextEntry(new ZipEntry("bootstrap"));
            Files.copy(executable, zip);
        }
        return size.get();
    }

    @Override
    public void close() {
        unpacked.forEach(FunctionCode::close);
    }
}
