import { BaseSequencer, type TestSpecification } from 'vitest/node'

const place = ({ moduleId }: TestSpecification): number =>
  /\/large[^/]*\.test\.ts$/.test(moduleId) ? 0 : moduleId.includes('/test/audit/') ? 2 : 1

/**
 * Files that measure memory run first, while their worker's process holds nothing of others; those of the log's chain last,
 * as its fence waits for every transaction on the server, and the large ones have the longest.
 */
export default class LargeFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((a, b) => place(a) - place(b))
  }
}
