import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { antdStyles } from "./build/antdStyles.tsx";
import { fromTheStart } from "./build/fromTheStart.ts";

// In development the browser door is a `pufa serve` beside it: PUFA_SERVER=http://127.0.0.1:8180 npx vite
const server = process.env["PUFA_SERVER"] ?? "http://127.0.0.1:8180";

export default defineConfig({
  plugins: [react(), antdStyles("src"), fromTheStart()],
  clearScreen: false,
  server: { port: 5173, strictPort: true, proxy: { "/api": { target: server } } },
  build: {
    // WebKitGTK 2.40 and Edge's WebView2 both understand this.
    target: ["es2022", "safari16.4", "chrome110"],
    chunkSizeWarningLimit: 1000,
    reportCompressedSize: true,
    sourcemap: false,
    // What every start imports, as one chunk instead of forty: in the window each file is a trip through the program's
    // main thread. Screens stay chunks of their own.
    // A language is one too: our words, and those of the components and of the days.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "start", tags: ["$initial"] },
            // What a sign-in and the frame share, so that neither fetches the other.
            { name: "common", test: /icons\/(CheckCircleFilled|SearchOutlined)\.js|antd\/es\/_util\/colors\.js/ },
            { name: "workplace", test: /src\/app\/Workplace\.tsx/ },
            { name: "home", test: /src\/feature\/home\/index\.tsx/ },
            { name: "door", test: /src\/app\/door\/SignIn\.tsx/ },
            { name: "words-zh", test: /src\/text\/zh|locale\/zh[_-]cn/i },
            { name: "words-en", test: /src\/text\/en|locale\/en_us/i },
          ],
        },
      },
    },
  },
  test: {
    environment: "happy-dom",
    setupFiles: ["src/test-setup.ts"],
    css: false,
    testTimeout: 15_000,
    // Nothing else is at work meanwhile; Vitest's own choice leaves one core idle, which is half of a small machine.
    maxWorkers: "100%",
  },
});
